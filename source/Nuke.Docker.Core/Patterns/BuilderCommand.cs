using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>Runs a pattern's command in the builder's container and keeps its reports.</summary>
static class BuilderCommand
{
    /// <exception cref="ContainerCommandException">The command ended with another exit code than 0.</exception>
    public static async Task RunAsync(
        DockerEngine engine,
        BuilderContainer container,
        BuilderPattern pattern,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var recent = new RecentLines();
        var exitCode = await ContainerRun
            .FollowAsync(engine, container.Id!, new RememberingReporter(reporter, recent), cancellationToken)
            .ConfigureAwait(false);
        if (exitCode == 0)
        {
            await KeepReportsAsync(engine, container, pattern, pattern.Reports, cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        await KeepExistingReportsAsync(engine, container, pattern, reporter, cancellationToken).ConfigureAwait(false);
        throw ContainerCommandException.InBuilder(pattern.Name, pattern.Command, exitCode, recent.Lines);
    }

    /// <summary>Keeps what there is: a command that failed early has not written every report, and its failure is the
    /// news.</summary>
    static async Task KeepExistingReportsAsync(
        DockerEngine engine,
        BuilderContainer container,
        BuilderPattern pattern,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var existing = pattern.Reports;
        while (existing.Count > 0)
        {
            try
            {
                await KeepReportsAsync(engine, container, pattern, existing, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ArtifactMissingException exception)
            {
                reporter.Report(new ProgressEvent.Warning(exception.Message));
                existing = [.. existing.Where(report => report != exception.Artifact)];
            }
            catch (IOException exception)
            {
                reporter.Report(new ProgressEvent.Warning($"The reports were not kept: {exception.Message}"));
                return;
            }
        }
    }

    static async Task KeepReportsAsync(
        DockerEngine engine,
        BuilderContainer container,
        BuilderPattern pattern,
        IReadOnlyList<Artifact> reports,
        CancellationToken cancellationToken)
    {
        if (reports.Count == 0)
            return;
        var settings = ArtifactCopySettings.Default
            .SetContainer(container.Id!)
            .SetWorkingDirectory(container.WorkingDirectory)
            .AddArtifacts(reports);
        var copied = await ArtifactCopy.RunAsync(engine, settings, cancellationToken).ConfigureAwait(false);
        await copied.WriteToDirectoryAsync(pattern.ReportsDirectory!, cancellationToken).ConfigureAwait(false);
    }
}
