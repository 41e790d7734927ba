using Nuke.Docker.Contexts;
using Nuke.Docker.Git;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Sources;

/// <summary>What a build takes from git: contexts, and the commits of its pins. Disposing it removes what was checked
/// out.</summary>
sealed class BuildSources : IDisposable
{
    readonly IReadOnlyList<GitCheckout> _checkouts;

    BuildSources(ImageBuildSettings settings, IReadOnlyList<GitCheckout> checkouts) =>
        (Settings, _checkouts) = (settings, checkouts);

    /// <summary>The settings without anything that would have to be asked for: a directory, and build
    /// arguments.</summary>
    public ImageBuildSettings Settings { get; }

    /// <summary>Asks for what the settings take from git.</summary>
    /// <exception cref="GitException">A source cannot be resolved or fetched.</exception>
    /// <exception cref="BuildContextException">The repository has no such directory, or it leads out of the
    /// repository.</exception>
    public static async Task<BuildSources> ResolveAsync(
        ImageBuildSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        settings = settings.WithCommits(settings.Git.Commits ?? new RunCommits());
        foreach (var pin in settings.GitPins)
        {
            var commit = await ResolveAsync(pin.Source, pin.ArgumentName, settings.Git, reporter, cancellationToken)
                .ConfigureAwait(false);
            settings = settings.SetBuildArgument(pin.ArgumentName, commit.Commit) with
            {
                Origin = settings.Origin ?? ImageOrigin.Of(commit)
            };
        }
        if (settings.RemoteContext is { } remote && GitSource.IsGit(remote))
            settings = await PinRemoteAsync(settings, GitSource.Parse(remote), reporter, cancellationToken)
                .ConfigureAwait(false);
        var context = await CheckOutAsync(settings, reporter, cancellationToken).ConfigureAwait(false);
        return await context.CheckOutNamedAsync(reporter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for the context alone.</summary>
    /// <inheritdoc cref="ResolveAsync(ImageBuildSettings, IProgressReporter, CancellationToken)" path="/exception"/>
    public static async Task<BuildSources> CheckOutAsync(
        ImageBuildSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        if (settings.GitContext is not { } source)
            return new BuildSources(settings, checkouts: []);
        var commit =
            await ResolveAsync(source, "The context", settings.Git, reporter, cancellationToken).ConfigureAwait(false);
        var checkout = await GitCheckout.RunAsync(commit, settings.Git, cancellationToken).ConfigureAwait(false);
        try
        {
            var origin = settings.Origin ?? ImageOrigin.Of(commit, checkout.Time);
            settings = settings.SetContextDirectory(DirectoryIn(checkout, source)) with { Origin = origin };
            return new BuildSources(settings, [checkout]);
        }
        catch
        {
            checkout.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var checkout in _checkouts)
            checkout.Dispose();
    }

    /// <summary>Puts directories in the place of the repositories that are contexts with a name. They say nothing of
    /// the image's origin.</summary>
    async Task<BuildSources> CheckOutNamedAsync(IProgressReporter reporter, CancellationToken cancellationToken)
    {
        var (settings, checkouts) = (Settings, _checkouts.ToList());
        try
        {
            foreach (var (name, context) in Settings.NamedContexts)
                if (context is NamedContext.Git { Source: var source })
                {
                    var commit = await ResolveAsync(source, Describe(name), settings.Git, reporter, cancellationToken)
                        .ConfigureAwait(false);
                    checkouts.Add(
                        await GitCheckout.RunAsync(commit, settings.Git, cancellationToken).ConfigureAwait(false));
                    settings = settings.AddNamedContext(name, DirectoryIn(checkouts[^1], source));
                }
            return new BuildSources(settings, checkouts);
        }
        catch
        {
            foreach (var checkout in checkouts)
                checkout.Dispose();
            throw;
        }
    }

    static string Describe(string name) => $"The context '{name}'";

    static async Task<ImageBuildSettings> PinRemoteAsync(
        ImageBuildSettings settings, GitSource source, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        var commit =
            await ResolveAsync(source, "The context", settings.Git, reporter, cancellationToken).ConfigureAwait(false);
        return settings with
        {
            RemoteContext = source.At(commit.Commit).ToString(),
            Origin = settings.Origin ?? ImageOrigin.Of(commit)
        };
    }

    static async Task<ResolvedCommit> ResolveAsync(
        GitSource source,
        string what,
        GitSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var commits = settings.Commits ?? new RunCommits();
        var commit = await commits.ResolveAsync(source, settings, cancellationToken).ConfigureAwait(false);
        var reference = source.Reference ?? GitReference.Head;
        if (reference == commit.Commit || !commits.IsNews(commit))
            return commit;
        var age = Age.Format(TimeProvider.System.GetUtcNow() - commit.SeenAt);
        if (commit.IsContinued)
            reporter.Report(new ProgressEvent.Notice(
                $"{what} is {commit.ShortCommit}, {reference} of {source.Address} as of {age} ago: this build "
                + "continues what was made of it"));
        else if (commit.IsLastKnown)
            reporter.Report(new ProgressEvent.Warning(
                $"Git remote '{source.Address}' cannot be reached: {what} is its last known commit of {reference}, "
                + $"{commit.ShortCommit}, from {age} ago."));
        else
            reporter.Report(
                new ProgressEvent.Notice($"{what} is {commit.ShortCommit}, {reference} of {source.Address}"));
        return commit;
    }

    static string DirectoryIn(GitCheckout checkout, GitSource source)
    {
        var root = RealPath.Of(checkout.Root);
        var directory = RealPath.Of(Path.Combine(root, source.Subdirectory ?? ""));
        if (directory != root && !directory.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new BuildContextException(
                $"The directory '{source.Subdirectory}' of '{source.Address}' leads out of the repository.", directory);
        return Directory.Exists(directory)
            ? directory
            : throw new BuildContextException(
                $"'{source}' has no directory '{source.Subdirectory}'. Name one that is in the repository.", directory);
    }
}
