using System.Globalization;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Running;

/// <summary>Waits until a container is what its settings demand, or can no longer become it.</summary>
sealed class ContainerWait(
    DockerEngine engine, ContainerRunSettings settings, RunningContainer container, ContainerOutputPump output)
{
    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    // The end of the output arrives a moment after the end of the container.
    static readonly TimeSpan _lastLines = TimeSpan.FromSeconds(2);

    string _seen = "nothing";

    /// <exception cref="ContainerWaitException">The container has ended, or is unhealthy.</exception>
    /// <exception cref="TimeoutException">It took too long; the message says what was seen last.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (settings.Waits is not [var current, ..])
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.WaitTimeout);
        try
        {
            var end = EndAsync(limit.Token);
            foreach (var wait in settings.Waits)
            {
                (current, _seen) = (wait, "nothing");
                await WaitForAsync(wait, end, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ContainerWaitException.TimedOut(
                container.Description, current, _seen, settings.WaitTimeout, output.LastLines);
        }
        finally
        {
            // The request that waits for the end.
            await limit.CancelAsync().ConfigureAwait(false);
        }
    }

    async Task WaitForAsync(WaitStrategy wait, Task<long> end, CancellationToken cancellationToken)
    {
        if (wait is WaitStrategy.Exit exit)
        {
            _seen = "that it runs";
            var exitCode = await end.ConfigureAwait(false);
            if (exit.ExitCode is { } expected && exitCode != expected)
                throw await EndedAsync(wait, exitCode, cancellationToken).ConfigureAwait(false);
            return;
        }
        using var check = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = ReadyAsync(wait, check.Token);
        if (await Task.WhenAny(ready, end, output.Failure).ConfigureAwait(false) is var first && first != end)
        {
            await first.ConfigureAwait(false);
            return;
        }
        var code = await end.ConfigureAwait(false);
        await ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        // A line may have been the container's last one.
        if (wait is WaitStrategy.LogLine && ready.IsCompletedSuccessfully)
            return;
        await check.CancelAsync().ConfigureAwait(false);
        await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw await EndedAsync(wait, code, cancellationToken).ConfigureAwait(false);
    }

    Task ReadyAsync(WaitStrategy wait, CancellationToken cancellationToken) => wait switch
    {
        WaitStrategy.LogLine line => LineAsync(line, cancellationToken),
        WaitStrategy.Healthy => UntilAsync(() => IsHealthyAsync(wait, cancellationToken), cancellationToken),
        WaitStrategy.Command command => UntilAsync(() => SucceedsAsync(command, cancellationToken), cancellationToken),
        WaitStrategy.Port port => UntilAsync(
            () => AnswersAsync(port, bound => PublishedProbe.ConnectAsync(bound, cancellationToken), cancellationToken),
            cancellationToken),
        WaitStrategy.Http http => UntilAsync(
            () => AnswersAsync(
                http, bound => PublishedProbe.GetAsync(bound, http, cancellationToken), cancellationToken),
            cancellationToken),
        _ => throw new InvalidOperationException($"There is no wait for {wait}."),
    };

    static async Task UntilAsync(Func<Task<bool>> isReady, CancellationToken cancellationToken)
    {
        while (!await isReady().ConfigureAwait(false))
            await Task.Delay(_interval, cancellationToken).ConfigureAwait(false);
    }

    async Task<bool> AnswersAsync(
        WaitStrategy wait, Func<BoundPort, Task<string>> probe, CancellationToken cancellationToken)
    {
        // Each time: a container that is started again may get other ports.
        if (await container.RefreshAsync(cancellationToken).ConfigureAwait(false) is not { Running: true })
            return false;
        if (container.FindPort(wait.PublishedPort!.Value, TransportProtocol.Tcp) is not { } port)
            throw ContainerWaitException.Hopeless(
                container.Description, wait, "that is not published.", output.LastLines);
        return (_seen = await probe(port).ConfigureAwait(false)).Length == 0;
    }

    async Task LineAsync(WaitStrategy.LogLine wait, CancellationToken cancellationToken)
    {
        var watch = output.WatchOf(wait);
        try
        {
            await watch.Seen.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _seen = string.Create(CultureInfo.InvariantCulture, $"{watch.Count} of them");
        }
    }

    async Task<bool> IsHealthyAsync(WaitStrategy wait, CancellationToken cancellationToken)
    {
        var state = (await engine.FindContainerAsync(container.Id, cancellationToken).ConfigureAwait(false))?.State;
        if (state is { Running: true, Health.Length: 0 })
            throw ContainerWaitException.Hopeless(
                container.Description, wait, "it has no health check. Give it one with SetHealthCheck.", []);
        // Engines call a container that has ended unhealthy, too.
        if (state is { Running: true, Health: "unhealthy" })
            throw ContainerWaitException.Hopeless(
                container.Description, wait, $"it is unhealthy: {Last(state.HealthOutput)}.", output.LastLines);
        _seen = state is { Health.Length: > 0 } ? $"'{state.Health}'" : "that it does not run";
        return state is { Running: true, Health: "healthy" };
    }

    async Task<bool> SucceedsAsync(WaitStrategy.Command wait, CancellationToken cancellationToken)
    {
        try
        {
            var result = await container.ExecAsync(wait.Line, cancellationToken).ConfigureAwait(false);
            _seen = $"exit code {result.ExitCode}{(result.Lines is [.., var last] ? $", '{last.Text}'" : "")}";
            return result.ExitCode == 0;
        }
        catch (EngineRequestException exception)
        {
            // Between its end and our hearing of it no command can be run; nor can one whose program does not exist.
            _seen = exception.Reason;
            return false;
        }
    }

    static string Last(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var line]
            ? $"the latest check wrote '{line}'"
            : "the latest check wrote nothing";

    /// <summary>The exit code, once it has ended for good.</summary>
    async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var exitCode = await engine.WaitContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
            var details = await engine.FindContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
            if (details is not { State: { Restarting: true } or { Running: true } })
                return exitCode;
            _seen = string.Create(CultureInfo.InvariantCulture, $"an end with exit code {exitCode}, and a restart");
        }
    }

    async Task<ContainerWaitException> EndedAsync(WaitStrategy wait, long exitCode, CancellationToken cancellationToken)
    {
        await ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        var details = await engine.FindContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        return ContainerWaitException.Ended(
            container.Description, wait, exitCode, details?.State.OutOfMemory ?? false, output.LastLines);
    }

    async Task ReadToEndAsync(CancellationToken cancellationToken) =>
        await Task.WhenAny(output.Completion, Task.Delay(_lastLines, cancellationToken)).ConfigureAwait(false);
}
