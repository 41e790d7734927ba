using Nuke.Docker.Containers.Running;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

/// <summary>Runs an image.</summary>
/// <remarks>
/// A container belongs to this process: it is removed with what <see cref="StartAsync"/> returns, and at the latest
/// when the process ends, interrupted or not. With <see cref="ContainerRunSettings.IsDetached"/> it belongs to nobody,
/// as after <c>docker run --detach</c>, and only a start that fails removes it.
/// </remarks>
public static class ContainerRun
{
    /// <summary>Runs the image to its end, shows what it writes, and removes the container.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="EngineRequestException">The engine does not have the image, or cannot start it.</exception>
    public static Task<long> RunAsync(
        DockerEngine engine,
        ContainerRunSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The container cannot be run",
        [
            .. ContainerRunViolations.Of(settings),
            .. settings.IsDetached
                ? ["a detached container has no end to wait for. Call StartAsync."]
                : Array.Empty<string>(),
        ]);
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).WorkAsync(async stop =>
        {
            var container = await StartUnguardedAsync(engine, settings, reporter, stop).ConfigureAwait(false);
            await using (container.ConfigureAwait(false))
                return await container.WaitForExitAsync(stop).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>Starts the image, and waits for what the settings demand.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">What is run, and how.</param>
    /// <param name="reporter">
    /// Shows what it writes, until it is disposed; a detached container's output only until this returns.
    /// </param>
    /// <param name="cancellationToken">Ends the start, and removes the container.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ContainerWaitException">It ended, or was unhealthy, while it was waited for.</exception>
    /// <exception cref="EngineRequestException">The engine does not have the image, or cannot start it.</exception>
    /// <exception cref="TimeoutException">What was waited for did not come in time.</exception>
    public static Task<RunningContainer> StartAsync(
        DockerEngine engine,
        ContainerRunSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The container cannot be started", ContainerRunViolations.Of(settings));
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).WorkAsync(
            stop => StartUnguardedAsync(engine, settings, reporter, stop), cancellationToken);
    }

    /// <summary>Starts a container and shows what it writes until it has ended.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<long> FollowAsync(
        DockerEngine engine, string container, IProgressReporter reporter, CancellationToken cancellationToken)
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

    /// <summary>For work that is announced to the <see cref="InterruptGuard"/> as part of larger work.</summary>
    internal static async Task<RunningContainer> StartUnguardedAsync(
        DockerEngine engine,
        ContainerRunSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        // Not to be cancelled: a container whose ID was never heard of could not be removed.
        var id = await engine.CreateContainerAsync(ContainerRunRequest.From(settings), CancellationToken.None)
            .ConfigureAwait(false);
        var container = new RunningContainer(engine, settings, id, reporter);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await container.StartAsync(cancellationToken).ConfigureAwait(false);
            return container;
        }
        catch
        {
            await container.RemoveAsync().ConfigureAwait(false);
            throw;
        }
    }
}
