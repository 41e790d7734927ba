using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>Runs a pattern's command in the builder's container and keeps its reports.</summary>
static class BuilderCommand
{
    /// <exception cref="ContainerCommandException">The command ended with another exit code than 0.</exception>
    public static async Task RunAsync(
        DockerEngine engine, BuilderContainer container, BuilderPattern pattern, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        var recent = new RecentLines();
        var exitCode = await ContainerRun
            .FollowAsync(engine, container.Id, new RememberingReporter(reporter, recent), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            await KeepReportsAsync(engine, container, pattern, cancellationToken).ConfigureAwait(false);
        }
        catch (ArtifactMissingException exception) when (exitCode != 0)
        {
            // A command that failed early has written no report, and its failure is the news.
            reporter.Report(new ProgressEvent.Warning(exception.Message));
        }
        if (exitCode != 0)
            throw new ContainerCommandException(pattern.Name, pattern.Command, exitCode, recent.Lines);
    }

    static async Task KeepReportsAsync(
        DockerEngine engine, BuilderContainer container, BuilderPattern pattern, CancellationToken cancellationToken)
    {
        if (pattern.Reports.Count == 0)
            return;
        var settings = ArtifactCopySettings.Default
            .SetContainer(container.Id)
            .SetWorkingDirectory(container.WorkingDirectory)
            .AddArtifacts(pattern.Reports);
        var reports = await ArtifactCopy.RunAsync(engine, settings, cancellationToken).ConfigureAwait(false);
        await reports.WriteToDirectoryAsync(pattern.ReportsDirectory!, cancellationToken).ConfigureAwait(false);
    }

    sealed class RememberingReporter(IProgressReporter inner, RecentLines recent) : IProgressReporter
    {
        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                recent.Add(output.Line);
            inner.Report(progressEvent);
        }
    }
}
