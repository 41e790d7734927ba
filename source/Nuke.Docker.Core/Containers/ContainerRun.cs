using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

/// <summary>Runs an image to its end, shows what it writes, and removes the container.</summary>
public static class ContainerRun
{
    /// <summary>Runs the image.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">No image is set.</exception>
    /// <exception cref="EngineRequestException">The engine does not have the image, or cannot start it.</exception>
    public static async Task<long> RunAsync(
        DockerEngine engine, ContainerRunSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The container cannot be run", settings.Image is null ? ["no image is set. Call SetImage."] : []);
        using var work = InterruptGuard.For(engine.Endpoint, RunOwner.Current).Begin(cancellationToken);
        var request = new ContainerRequest
        {
            Image = settings.Image!.ToString(),
            Command = settings.Arguments,
            Labels = RunOwner.Current.Labels,
        };
        // Not to be cancelled: a container whose ID was never heard of could not be removed.
        var container = await engine.CreateContainerAsync(request, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await FollowAsync(engine, container, reporter, work.Token).ConfigureAwait(false);
        }
        finally
        {
            using var limit = new CancellationTokenSource(InterruptGuard.Limit);
            await engine.RemoveContainerAsync(container, limit.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a container and shows what it writes until it has ended.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<long> FollowAsync(DockerEngine engine, string container, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        // Attached before it starts: what it writes first would be lost otherwise.
        var attachment = await engine.AttachAsync(container, cancellationToken).ConfigureAwait(false);
        await using (attachment.ConfigureAwait(false))
        {
            await engine.StartContainerAsync(container, cancellationToken).ConfigureAwait(false);
            await foreach (var output in attachment.Lines.WithCancellation(cancellationToken).ConfigureAwait(false))
                reporter.Report(new ProgressEvent.Output(output.Line, output.Stream is OutputStream.Stderr));
        }
        return await engine.WaitContainerAsync(container, cancellationToken).ConfigureAwait(false);
    }
}
