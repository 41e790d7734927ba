using System.Collections.Concurrent;

namespace Nuke.Docker.Git;

/// <summary>The commits that branches and tags stand at in one run. Each is asked for once, so that all that the run
/// builds is of one commit, whatever is pushed meanwhile.</summary>
/// <remarks>Of a source its address and its reference count, as they are written.</remarks>
/// <param name="shared">What the run knows beside this: it is asked for what is not known here.</param>
sealed class RunCommits(RunCommits? shared = null)
{
    readonly ConcurrentDictionary<(string Address, string? Reference), Task<ResolvedCommit>> _answers = new();
    readonly ConcurrentDictionary<(string Address, string ReferenceName), string> _commits = new();
    readonly ConcurrentDictionary<(string Address, string? Reference, string Commit), bool> _told = new();

    /// <summary>What has been asked for, or added.</summary>
    public IReadOnlyList<ResolvedCommit> Known =>
        [.. _answers.Values.Where(answer => answer.IsCompletedSuccessfully).Select(answer => answer.Result)];

    /// <summary>Adds what is known from elsewhere. What is known here already stays.</summary>
    public void Add(ResolvedCommit commit) =>
        _answers.TryAdd(KeyOf(commit.Source), Task.FromResult(AsNamed(commit)));

    /// <summary>Tells the commit of a source, and asks its remote only if nobody has before.</summary>
    /// <inheritdoc cref="GitResolution.RunAsync(GitSource, GitSettings, CancellationToken)" path="/exception"/>
    public async Task<ResolvedCommit> ResolveAsync(
        GitSource source, GitSettings settings, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asking = new TaskCompletionSource<ResolvedCommit>(TaskCreationOptions.RunContinuationsAsynchronously);
            var answer = _answers.GetOrAdd(KeyOf(source), asking.Task);
            if (answer == asking.Task)
                return await AskAsync(asking, source, settings, cancellationToken).ConfigureAwait(false);
            try
            {
                return (await answer.WaitAsync(cancellationToken).ConfigureAwait(false)) with { Source = source };
            }
            catch (Exception e) when (IsAnothersOwn(e) && !cancellationToken.IsCancellationRequested)
            {
                // The one who has asked was told to stop, or has another credential. So it is our turn to ask.
            }
        }
    }

    /// <summary>Whether nobody in the run has been told the commit. From now on somebody has.</summary>
    public bool IsNews(ResolvedCommit commit) => shared?.IsNews(commit)
        ?? _told.TryAdd((commit.Source.Address, commit.Source.Reference, commit.Commit), true);

    async Task<ResolvedCommit> AskAsync(
        TaskCompletionSource<ResolvedCommit> asking,
        GitSource source,
        GitSettings settings,
        CancellationToken cancellationToken)
    {
        try
        {
            var commit = shared is null
                ? AsNamed(await GitResolution.RunAsync(source, settings, cancellationToken).ConfigureAwait(false))
                : await shared.ResolveAsync(source, settings, cancellationToken).ConfigureAwait(false);
            asking.SetResult(commit);
            return commit;
        }
        catch (Exception e)
        {
            // Whoever waits hears of it, and whoever comes later asks again.
            _answers.TryRemove(KeyValuePair.Create(KeyOf(source), asking.Task));
            asking.SetException(e);
            _ = asking.Task.Exception; // Perhaps nobody waits.
            throw;
        }
    }

    /// <summary>HEAD and the branch that it names are one, also if it was pushed to between two questions.</summary>
    ResolvedCommit AsNamed(ResolvedCommit commit) => commit.ReferenceName is { } name
        ? commit with { Commit = _commits.GetOrAdd((commit.Source.Address, name), commit.Commit) }
        : commit;

    static (string Address, string? Reference) KeyOf(GitSource source) => (source.Address, source.Reference);

    static bool IsAnothersOwn(Exception exception) =>
        exception is OperationCanceledException or GitException { Failure: not GitFailure.Unreachable };
}
