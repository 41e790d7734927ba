using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Networks;

/// <summary>Starts several containers on a network of their own.</summary>
public static class ContainerGroup
{
    /// <summary>Starts the containers in the order of what they depend on. Each is ready before the next ones are
    /// started.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The containers and their network.</param>
    /// <param name="reporter">Shows what they write, each line after the container's name.</param>
    /// <param name="cancellationToken">Ends the start, and removes what was started.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ContainerWaitException">A container ended, or was unhealthy, while it was waited
    /// for.</exception>
    /// <exception cref="EngineRequestException">The engine does not have an image, or cannot start it.</exception>
    /// <exception cref="TimeoutException">What was waited for did not come in time.</exception>
    public static Task<RunningGroup> StartAsync(
        DockerEngine engine,
        ContainerGroupSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The group cannot be started", ContainerGroupOrder.Violations(settings));
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).WorkAsync(
            stop => StartUnguardedAsync(engine, settings, reporter, stop), cancellationToken);
    }

    static async Task<RunningGroup> StartUnguardedAsync(
        DockerEngine engine,
        ContainerGroupSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var network = await ContainerNetwork.CreateUnguardedAsync(engine, settings.Network, reporter, cancellationToken)
            .ConfigureAwait(false);
        var group = new RunningGroup(network);
        try
        {
            foreach (var wave in ContainerGroupOrder.Waves(settings))
                await StartAsync(engine, group, wave, reporter, cancellationToken).ConfigureAwait(false);
            return group;
        }
        catch
        {
            await group.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    static async Task StartAsync(
        DockerEngine engine,
        RunningGroup group,
        IReadOnlyList<ContainerGroupMember> wave,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failures = new ConcurrentQueue<Exception>();
        await Task.WhenAll(wave.Select(async member =>
        {
            var run = member.Settings.SetNetwork(group.Network.Name).AddNetworkAliases(member.Name);
            try
            {
                var container = await ContainerRun
                    .StartUnguardedAsync(engine, run, new NamingReporter(member.Name, reporter), failed.Token)
                    .ConfigureAwait(false);
                group.Add(member.Name, container);
            }
            catch (Exception exception)
            {
                // The others need not go on, and their cancellation is not the news.
                failures.Enqueue(exception);
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
        })).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (failures.TryDequeue(out var first))
            ExceptionDispatchInfo.Throw(first);
    }

    sealed class NamingReporter(string name, IProgressReporter inner) : IProgressReporter
    {
        public void Report(ProgressEvent progressEvent) => inner.Report(
            progressEvent is ProgressEvent.Output output
                ? output with { Line = $"{name} | {output.Line}" }
                : progressEvent);
    }
}
