namespace Nuke.Docker.Git;

/// <summary>Fetches one commit into an empty directory.</summary>
/// <param name="git">Knows the remote.</param>
/// <param name="directory">Absolute path.</param>
sealed class GitFetch(GitProgram git, string directory)
{
    /// <returns>The time of the commit, ISO 8601.</returns>
    /// <exception cref="GitException">It cannot be fetched.</exception>
    public async Task<string> RunAsync(ResolvedCommit commit, CancellationToken cancellationToken)
    {
        await GitAsync("init", "--quiet").ConfigureAwait(false);
        await GitAsync("remote", "add", "--", "origin", commit.Source.Address).ConfigureAwait(false);
        await FetchAsync().ConfigureAwait(false);
        await GitAsync("checkout", "--quiet", "--detach", commit.Commit).ConfigureAwait(false);
        if (File.Exists(Path.Combine(directory, ".gitmodules")))
            await UpdateSubmodulesAsync().ConfigureAwait(false);
        var time = await GitAsync("show", "--no-patch", "--format=%cI", commit.Commit).ConfigureAwait(false);
        RemoveGitDirectories();
        return time.Lines[0];

        Task<GitRun> GitAsync(params string[] arguments) => git.RunAsync(directory, arguments, cancellationToken);

        Task<GitRun> TryAsync(params string[] arguments) => git.TryAsync(directory, arguments, cancellationToken);

        async Task FetchAsync()
        {
            string[] fetch = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules"];
            var run = await TryAsync([.. fetch, "--depth=1", "--", "origin", commit.Commit]).ConfigureAwait(false);
            // Old servers give only what a reference names, and may have moved on since: then its history is needed.
            if (!run.Succeeded && GitMessages.Classify(run.Errors) is GitFailure.ReferenceMissing)
                run = await TryAsync([.. fetch, "--", "origin", commit.ReferenceName
                    ?? "+refs/heads/*:refs/remotes/origin/*"]).ConfigureAwait(false);
            if (!run.Succeeded)
                throw GitException.From(commit.Source, run);
            if (!(await TryAsync("cat-file", "-e", $"{commit.Commit}^{{commit}}").ConfigureAwait(false)).Succeeded)
                throw new GitException(
                    GitFailure.ReferenceMissing,
                    $"Git remote '{commit.Source.Address}' has no commit '{commit.Commit}' any more. Has its branch "
                    + $"been rewritten? {(commit.IsContinued ? "Begin the build anew." : "Try again.")}");
        }

        async Task UpdateSubmodulesAsync()
        {
            string[] update = ["submodule", "--quiet", "update", "--init", "--recursive"];
            if (!(await TryAsync([.. update, "--depth=1"]).ConfigureAwait(false)).Succeeded)
                await GitAsync(update).ConfigureAwait(false);
        }
    }

    // A submodule has a file of that name.
    void RemoveGitDirectories()
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint
        };
        CheckoutCache.Delete(Path.Combine(directory, ".git"));
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, ".git", options).ToList())
            CheckoutCache.Delete(path);
    }
}
