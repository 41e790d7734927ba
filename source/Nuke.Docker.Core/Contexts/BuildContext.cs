namespace Nuke.Docker.Contexts;

/// <summary>A directory to build an image from. Making one reads nothing.</summary>
public sealed class BuildContext
{
    BuildContext(string directory, BuildContextSettings settings)
    {
        Directory = directory;
        Settings = settings;
    }

    /// <summary>Absolute path of the directory.</summary>
    public string Directory { get; }

    /// <summary>What is taken from it, and what comes on top.</summary>
    public BuildContextSettings Settings { get; }

    /// <summary>Names the directory that becomes the context.</summary>
    /// <param name="directory">Absolute; a symbolic link is followed.</param>
    /// <exception cref="ArgumentException">The path, or one of <see cref="BuildContextSettings.ExcludedPaths"/>, is
    /// relative.</exception>
    public static BuildContext FromDirectory(string directory, BuildContextSettings settings)
    {
        foreach (var path in (string[])[directory, .. settings.ExcludedPaths])
        {
            if (!Path.IsPathFullyQualified(path))
            {
                var problem = $"'{path}' is not an absolute path. Combine it with the root directory of the build.";
                throw new ArgumentException(problem, nameof(directory));
            }
        }

        return new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)), settings);
    }

    /// <summary>Walks the directory and lists what will be sent; file contents are read only when it is.</summary>
    /// <exception cref="BuildContextException">The directory is missing, unreadable or refused, or has no
    /// Dockerfile.</exception>
    /// <exception cref="FormatException">An ignore pattern is malformed; the message names file and line.</exception>
    public Task<ContextContent> ScanAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Scan(cancellationToken), cancellationToken);

    ContextContent Scan(CancellationToken cancellationToken)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var root = ContextGuard.Check(Directory, home, Settings.AllowRootOrHome);
        var dockerfile = Dockerfile.Locate(root, Settings);
        var ignore = IgnoreRules.Read(root, dockerfile, Settings);
        var walk = new ContextWalk(root, ignore, Settings.ExcludedPaths);
        var entries = walk.Run(cancellationToken);
        var injected = dockerfile.Path is { } path && walk.HasFound(path) ? null : dockerfile.Inject();
        return new(root, Settings, entries, injected, injected?.Name ?? dockerfile.Path!, [])
        {
            Hidden = [.. ignore.Forced.Where(ignore.Rules.Ignores)],
        };
    }

    /// <summary>Lists the files of a directory that needs no Dockerfile: one that a Dockerfile knows by a
    /// name.</summary>
    /// <inheritdoc cref="ScanAsync" path="/exception"/>
    internal Task<ContextContent> ScanFilesAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var root = ContextGuard.Check(Directory, home, Settings.AllowRootOrHome);
            var walk = new ContextWalk(root, IgnoreRules.ReadGeneral(root), Settings.ExcludedPaths);
            return new ContextContent(
                root, Settings, walk.Run(cancellationToken), injected: null, dockerfileName: "", []);
        },
        cancellationToken);
}
