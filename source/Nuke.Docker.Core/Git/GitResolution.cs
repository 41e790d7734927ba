namespace Nuke.Docker.Git;

/// <summary>Asks a remote which commit a branch or tag stands at.</summary>
/// <remarks>git-ls-remote(1). An annotated tag is followed to its commit. A source that names a commit is not asked
/// for.</remarks>
public static class GitResolution
{
    /// <summary>Resolves the source.</summary>
    /// <returns>
    /// The commit. If the remote cannot be reached, and <see cref="GitSettings.CacheDirectory"/> keeps the last known
    /// one, that one, and <see cref="ResolvedCommit.IsLastKnown"/> says so.
    /// </returns>
    /// <exception cref="GitException">The remote cannot be reached, denies access, or has no such
    /// reference.</exception>
    public static Task<ResolvedCommit> RunAsync(
        GitSource source, GitSettings settings, CancellationToken cancellationToken) =>
        RunAsync(source, settings, TimeProvider.System, cancellationToken);

    internal static async Task<ResolvedCommit> RunAsync(
        GitSource source, GitSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw($"'{source}' cannot be resolved", settings.Violations());
        if (source.Reference is { } commit && GitReference.IsCommit(commit))
            return new ResolvedCommit
            {
                Source = source,
                Commit = commit,
                ReferenceName = null,
                SeenAt = time.GetUtcNow()
            };
        var known = KnownCommits.In(settings.CacheDirectory);
        try
        {
            var resolved = await AskAsync(source, settings, time, cancellationToken).ConfigureAwait(false);
            known?.Write(resolved);
            return resolved;
        }
        catch (GitException e) when (e.Failure is GitFailure.Unreachable)
        {
            return known?.Read(source)
                ?? throw new GitException(e.Failure, $"{e.Message} No commit of it is known from before either.", e);
        }
    }

    static async Task<ResolvedCommit> AskAsync(
        GitSource source, GitSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var program = new GitProgram(settings, source);
        var reference = source.Reference ?? GitReference.Head;
        var references =
            await ListAsync(["--symref", "--", source.Address, reference, $"{reference}^{{}}"]).ConfigureAwait(false);
        if (GitReference.Candidates(reference).FirstOrDefault(references.Commits.ContainsKey) is { } name)
            return new ResolvedCommit
            {
                Source = source,
                Commit = references.Commits.GetValueOrDefault($"{name}^{{}}") ?? references.Commits[name],
                ReferenceName = references.Symbolic.GetValueOrDefault(name, name),
                SeenAt = time.GetUtcNow(),
            };
        var all = await ListAsync(["--heads", "--", source.Address]).ConfigureAwait(false);
        throw GitException.ReferenceMissing(source, all.Branches);

        async Task<RemoteReferences> ListAsync(string[] arguments)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(settings.ResolutionTimeout);
            try
            {
                // In a directory that is no repository: the configuration of one would count too.
                var run = await program.RunAsync(Path.GetTempPath(), ["ls-remote", .. arguments], limit.Token)
                    .ConfigureAwait(false);
                return RemoteReferences.Parse(run.Lines);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw GitException.TimedOut(source, settings.ResolutionTimeout);
            }
        }
    }
}
