namespace Nuke.Docker.Progress;

/// <summary>Shows nothing.</summary>
public sealed class SilentReporter : IProgressReporter
{
    SilentReporter()
    {
    }

    /// <summary>The only instance.</summary>
    public static SilentReporter Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(ProgressEvent progressEvent)
    {
    }
}
