namespace Nuke.Docker.Progress;

/// <summary>Shows everything, and keeps the last lines for an error message.</summary>
sealed class RememberingReporter(IProgressReporter inner, RecentLines recent) : IProgressReporter
{
    public void Report(ProgressEvent progressEvent)
    {
        if (progressEvent is ProgressEvent.Output output)
            recent.Add(output.Line);
        inner.Report(progressEvent);
    }
}
