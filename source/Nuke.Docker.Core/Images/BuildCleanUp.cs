using System.Collections.Concurrent;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>
/// What builds leave to remove on one engine. It waits until no build of this process is at work there: another one may
/// have taken an image from the cache, and nothing but a container would keep the engine from removing it under that
/// build's hands. The last build to end removes it for all.
/// </summary>
sealed class BuildCleanUp
{
    /// <summary>How long an engine that does not answer keeps a build from ending. A busy one needs seconds for an
    /// image with many steps.</summary>
    static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    static readonly ConcurrentDictionary<string, BuildCleanUp> _engines = new();

    readonly Lock _lock = new();
    readonly ConcurrentQueue<Func<DockerEngine, CancellationToken, Task>> _work = new();
    Task _removal = Task.CompletedTask;
    int _builds;

    BuildCleanUp()
    {
    }

    /// <summary>The one of an engine.</summary>
    public static BuildCleanUp On(EngineEndpoint endpoint) =>
        _engines.GetOrAdd(endpoint.ToString(), _ => new BuildCleanUp());

    /// <summary>Runs a build.</summary>
    /// <param name="engine">The engine; it removes what is left by then, if this build is the last.</param>
    /// <param name="build">The build. What it passes to <see cref="Add"/> is done afterwards, whatever comes of
    /// it.</param>
    /// <param name="cancellationToken">Ends the wait for the removal that is under way.</param>
    public async Task<T> AroundAsync<T>(DockerEngine engine, Func<Task<T>> build, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await build().ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(engine).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves something to be done when no build is at work.</summary>
    public void Add(Func<DockerEngine, CancellationToken, Task> work) => _work.Enqueue(work);

    async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task removal;
            lock (_lock)
            {
                removal = _removal;
                if (removal.IsCompleted)
                {
                    _builds++;
                    return;
                }
            }
            await removal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task EndAsync(DockerEngine engine)
    {
        Task removal;
        lock (_lock)
        {
            if (--_builds > 0)
                return;
            removal = _removal = Task.Run(() => RemoveAsync(engine));
        }
        await removal.ConfigureAwait(false);
    }

    async Task RemoveAsync(DockerEngine engine)
    {
        while (_work.TryDequeue(out var work))
            await RunAsync(work, engine).ConfigureAwait(false);
    }

    static async Task RunAsync(Func<DockerEngine, CancellationToken, Task> work, DockerEngine engine)
    {
        // No build's own token: that one may be what ended it.
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await work(engine, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception
            is DockerException or OperationCanceledException or TimeoutException)
        {
            // What came of the build is what the user has to hear of. If it failed, then often for the same reason.
        }
    }
}
