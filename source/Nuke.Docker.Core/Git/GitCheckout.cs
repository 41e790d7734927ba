using System.Globalization;

namespace Nuke.Docker.Git;

/// <summary>The files of one commit, submodules included, without git's own.</summary>
sealed class GitCheckout : IDisposable
{
    const string TreeName = "tree";
    const string TimeName = "commit-time";

    readonly string _directory;
    readonly FileStream? _hold;

    GitCheckout(string directory, FileStream? hold) => (_directory, _hold) = (directory, hold);

    /// <summary>The root of the repository; an absolute path.</summary>
    public string Root => Path.Combine(_directory, TreeName);

    /// <summary>When the commit was made.</summary>
    public DateTimeOffset Time =>
        DateTimeOffset.Parse(File.ReadAllText(Path.Combine(_directory, TimeName)).Trim(), CultureInfo.InvariantCulture);

    /// <summary>Fetches the commit, and no other, or takes it from the cache.</summary>
    /// <exception cref="GitException">The remote cannot be reached, denies access, or no longer has the
    /// commit.</exception>
    public static async Task<GitCheckout> RunAsync(
        ResolvedCommit commit, GitSettings settings, CancellationToken cancellationToken)
    {
        if (settings.CacheDirectory is null)
            return new GitCheckout(
                await FetchAsync(commit, settings, Path.GetTempPath(), cancellationToken).ConfigureAwait(false),
                hold: null);
        var cache = new CheckoutCache(
            Path.Combine(settings.CacheDirectory, "checkouts", KnownCommits.Key(commit.Source.Address)));
        var hold = cache.Hold(commit.Commit);
        try
        {
            if (!cache.Has(commit.Commit))
                cache.Add(commit.Commit, await FetchAsync(commit, settings, cache.Directory, cancellationToken)
                    .ConfigureAwait(false));
            cache.RemoveOthers(commit.Commit);
            return new GitCheckout(cache.PathOf(commit.Commit), hold);
        }
        catch
        {
            await hold.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Removes the files, unless they are in the cache.</summary>
    public void Dispose()
    {
        if (_hold is null)
            CheckoutCache.Delete(_directory);
        else
            _hold.Dispose();
    }

    static async Task<string> FetchAsync(
        ResolvedCommit commit, GitSettings settings, string parent, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(parent, $"nuke-docker-git-{Guid.NewGuid():N}");
        var tree = Directory.CreateDirectory(Path.Combine(directory, TreeName)).FullName;
        try
        {
            var time = await new GitFetch(new GitProgram(settings, commit.Source), tree).RunAsync(
                commit, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(directory, TimeName), time, cancellationToken)
                .ConfigureAwait(false);
            return directory;
        }
        catch
        {
            CheckoutCache.Delete(directory);
            throw;
        }
    }
}
