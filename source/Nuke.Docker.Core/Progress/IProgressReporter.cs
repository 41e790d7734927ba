namespace Nuke.Docker.Progress;

/// <summary>Where progress is shown: a log, a terminal, a test.</summary>
/// <remarks>
/// Called in the order of the events of one build, and from several threads at once where images are built side by
/// side.
/// </remarks>
public interface IProgressReporter
{
    /// <summary>Shows one event. An exception ends the build.</summary>
    void Report(ProgressEvent progressEvent);
}
