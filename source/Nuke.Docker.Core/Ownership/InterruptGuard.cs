using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>Cleans up when the process is told to end, before it ends.</summary>
/// <remarks>
/// Handlers of a signal run one after another on one thread, and the signal's own effect follows when all are done. So
/// this one blocks, but never longer than <see cref="Limit"/>. The work that was interrupted is cancelled first: an
/// engine that is still building would go on making what is being removed. So it is when the process dies of an
/// exception, after which it does not exit as others do. SIGKILL cannot be handled; the labels remain for a sweep.
/// </remarks>
sealed class InterruptGuard
{
    /// <summary>How long a signal may be held up.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // Work that does not end when it is cancelled must not take the time in which its containers can still be removed.
    static readonly TimeSpan _workLimit = TimeSpan.FromSeconds(5);

    static readonly TimeSpan _signalEffect = TimeSpan.FromSeconds(2);

    static readonly ConcurrentDictionary<(string Endpoint, string RunId), Lazy<InterruptGuard>> _guards = new();

    readonly EngineEndpoint _endpoint;
    readonly RunOwner _owner;
    readonly ConcurrentDictionary<Work, bool> _works = new();
    readonly TaskCompletionSource _cleanedUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lazy<Task<IReadOnlyList<string>>> _abandoned;
    volatile bool _mayHaveLeft;

    InterruptGuard(EngineEndpoint endpoint, RunOwner owner)
    {
        _endpoint = endpoint;
        _owner = owner;
        _abandoned = new(RemoveAbandonedOnceAsync);
        PosixSignal[] signals = OperatingSystem.IsWindows()
            ? [PosixSignal.SIGINT, PosixSignal.SIGTERM]
            : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        Registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, _ => Interrupt()))];
        AppDomain.CurrentDomain.ProcessExit += (_, _) => CleanUp();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => CleanUp();
    }

    /// <summary>Whether a signal has arrived: the process is about to end.</summary>
    public bool IsInterrupted { get; private set; }

    // A registration that nobody holds is collected, and the signal is no longer handled.
    IReadOnlyList<PosixSignalRegistration> Registrations { get; }

    /// <summary>The guard of a run on an engine, in place from now until the process ends.</summary>
    public static InterruptGuard For(EngineEndpoint endpoint, RunOwner owner) =>
        _guards.GetOrAdd(
            (endpoint.ToString(), owner.RunId),
            _ => new Lazy<InterruptGuard>(() => new InterruptGuard(endpoint, owner))).Value;

    /// <summary>Announces work that may leave something on the engine.</summary>
    public Work Begin(CancellationToken cancellationToken)
    {
        _mayHaveLeft = true;
        return Announce(cancellationToken);
    }

    /// <summary>Removes, at the first call, what killed processes have left on the engine. To be awaited before work
    /// begins.</summary>
    /// <returns>IDs of what has been removed.</returns>
    public Task<IReadOnlyList<string>> RemoveAbandonedAsync() => _abandoned.Value;

    /// <summary>Does work that may leave something on the engine. If it is interrupted, it does not return before the
    /// clean-up.</summary>
    public async Task<T> WorkAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await RemoveAbandonedAsync().ConfigureAwait(false);
        return await DoAsync(Begin(cancellationToken), work).ConfigureAwait(false);
    }

    /// <summary>Does work that removes by itself, before it returns, whatever it has made here and on the
    /// engine.</summary>
    /// <remarks>The process does not end before. There is nothing to look for on the engine, neither now nor at the
    /// end.</remarks>
    public Task<T> UnwindAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        DoAsync(Announce(cancellationToken), work);

    /// <summary>States that nothing is left that the end of the process would have to remove, or that it shall
    /// stay.</summary>
    public void Release() => _mayHaveLeft = false;

    /// <summary>To be awaited by interrupted work before it returns to its caller, whose process ends
    /// meanwhile.</summary>
    /// <remarks>
    /// It would go on with the failed step otherwise, and often end the process with an unhandled exception before the
    /// signal does. A program that has cancelled the signal goes on a little later.
    /// </remarks>
    public async Task StandAsideAsync()
    {
        await _cleanedUp.Task.ConfigureAwait(false);
        await Task.Delay(_signalEffect).ConfigureAwait(false);
    }

    async Task<T> DoAsync<T>(Work announced, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(announced.Token).ConfigureAwait(false);
        }
        finally
        {
            announced.Dispose();
            if (announced.IsInterrupted)
                await StandAsideAsync().ConfigureAwait(false);
        }
    }

    Work Announce(CancellationToken cancellationToken)
    {
        var work = new Work(this, cancellationToken);
        _works.TryAdd(work, true);
        return work;
    }

    async Task<IReadOnlyList<string>> RemoveAbandonedOnceAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var engine = await DockerEngine.ConnectAsync(_endpoint, limit.Token).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
                return await AbandonedResources.RemoveAsync(engine, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            return []; // The work that follows says what is wrong with the engine; the next process tries again.
        }
    }

    void Interrupt()
    {
        IsInterrupted = true;
        CleanUp();
        _cleanedUp.TrySetResult();
    }

    void CleanUp()
    {
        if (!_mayHaveLeft && _works.IsEmpty)
            return;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            foreach (var work in _works.Keys)
                work.Cancel();
            Task.Run(() => CleanUpAsync(limit.Token), CancellationToken.None).Wait(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            // The process ends in any case, and there is nobody left to tell. What remains bears the run's label.
        }
    }

    async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        // Work removes what it knows by ID while it unwinds; the labels find the rest.
        var ended = Task.WhenAll(_works.Keys.Select(work => work.Ended));
        await Task.WhenAny(ended, Task.Delay(_workLimit, cancellationToken)).ConfigureAwait(false);
        if (!_mayHaveLeft)
            return;
        var engine = await DockerEngine.ConnectAsync(_endpoint, cancellationToken).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
            await OwnedResources.RemoveAsync(engine, _owner, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Work that ends before the process does.</summary>
    public sealed class Work : IDisposable
    {
        readonly InterruptGuard _guard;
        readonly CancellationTokenSource _source;
        readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Work(InterruptGuard guard, CancellationToken cancellationToken) =>
            (_guard, _source) = (guard, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));

        /// <summary>Cancelled by the caller's token, and as soon as the process is told to end.</summary>
        public CancellationToken Token => _source.Token;

        /// <summary>Whether the process was told to end during this work.</summary>
        public bool IsInterrupted { get; private set; }

        internal Task Ended => _ended.Task;

        internal void Cancel()
        {
            IsInterrupted = true;
            try
            {
                // What the cancellation sets off must not run here, on the thread of the signal.
                _ = _source.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // The work has just ended by itself.
            }
        }

        /// <summary>To be called when the work has ended, cancelled or not.</summary>
        public void Dispose()
        {
            _guard._works.TryRemove(this, out _);
            _source.Dispose();
            _ended.TrySetResult();
        }
    }
}
