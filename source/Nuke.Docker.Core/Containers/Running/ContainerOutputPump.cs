using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers.Running;

/// <summary>Reads what a container writes, from its first line on: for the reporter, for errors, and for
/// waits.</summary>
sealed class ContainerOutputPump : IAsyncDisposable
{
    readonly ContainerAttachment _attachment;
    readonly IProgressReporter _reporter;
    readonly RecentLines _recent = new();
    readonly IReadOnlyList<LogLineWatch> _watches;
    readonly CancellationTokenSource _stop = new();
    readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task _reading = Task.CompletedTask;

    ContainerOutputPump(
        ContainerAttachment attachment, IProgressReporter reporter, IReadOnlyList<LogLineWatch> watches) =>
        (_attachment, _reporter, _watches) = (attachment, reporter, watches);

    /// <summary>The last lines, for messages.</summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_recent)
                return _recent.Lines;
        }
    }

    /// <summary>Done when the container has ended and all has been read; faulted if the reporter threw.</summary>
    public Task Completion => _reading;

    /// <summary>Faulted if the reporter threw, never done otherwise.</summary>
    public Task Failure => _failure.Task;

    /// <summary>Attaches to a container that has not been started yet: what it writes first would be lost
    /// otherwise.</summary>
    public static async Task<ContainerOutputPump> AttachAsync(
        DockerEngine engine,
        string container,
        IProgressReporter reporter,
        IEnumerable<WaitStrategy> waits,
        CancellationToken cancellationToken)
    {
        var attachment = await engine.AttachAsync(container, cancellationToken).ConfigureAwait(false);
        var watches = waits.OfType<WaitStrategy.LogLine>().Select(wait => new LogLineWatch(wait)).ToList();
        var pump = new ContainerOutputPump(attachment, reporter, watches);
        pump._reading = Task.Run(pump.ReadAsync, CancellationToken.None);
        return pump;
    }

    /// <summary>The lines that match a wait, counted from the first one.</summary>
    public LogLineWatch WatchOf(WaitStrategy.LogLine wait) =>
        _watches.First(watch => ReferenceEquals(watch.Wait, wait));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _attachment.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    async Task ReadAsync()
    {
        try
        {
            await foreach (var output in _attachment.Lines.WithCancellation(_stop.Token).ConfigureAwait(false))
                See(output);
        }
        catch (Exception exception)
        {
            _failure.TrySetException(exception);
            throw;
        }
    }

    void See(ContainerOutput output)
    {
        lock (_recent)
            _recent.Add(output.Line);
        foreach (var watch in _watches)
            watch.See(output.Line);
        _reporter.Report(new ProgressEvent.Output(output.Line, output.Stream is OutputStream.Stderr));
    }
}
