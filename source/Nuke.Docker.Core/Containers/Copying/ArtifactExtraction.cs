namespace Nuke.Docker.Containers.Copying;

/// <summary>Writes artifacts into a directory that nobody else writes to.</summary>
sealed class ArtifactExtraction
{
    readonly string _root;
    readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    readonly List<(string Path, UnixFileMode Mode)> _directories = [];

    public ArtifactExtraction(string root)
    {
        _root = root;
        Directory.CreateDirectory(root);
    }

    /// <summary>Relative paths of the files and links, <c>/</c> separated.</summary>
    public IReadOnlySet<string> Files => _files;

    public async Task AddAsync(ArtifactEntry entry, CancellationToken cancellationToken)
    {
        var target = PathOf(entry.Path);
        switch (entry.Kind)
        {
            case ArtifactKind.Directory:
                if (new FileInfo(target).LinkTarget is { } link)
                    throw new IOException(
                        $"The artifact '{entry.Path}' cannot be written: a link to '{link}' of the same name is an "
                        + "artifact, too.");
                Directory.CreateDirectory(target);
                _directories.Add((target, entry.Mode));
                return;
            case ArtifactKind.File:
                await WriteFileAsync(target, entry, cancellationToken).ConfigureAwait(false);
                break;
            case ArtifactKind.SymbolicLink:
                File.CreateSymbolicLink(target, entry.LinkTarget!);
                break;
            default:
                HardLink.Create(target, PathOf(entry.LinkTarget!));
                break;
        }
        _files.Add(entry.Path);
    }

    // Last: a directory that may not be written to could not take its files.
    public void Complete()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var (path, mode) in _directories)
            File.SetUnixFileMode(
                path, mode | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static async Task WriteFileAsync(string target, ArtifactEntry entry, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            target,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 1 << 16,
            FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
            await entry.Content!.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, entry.Mode);
    }

    /// <summary>The path on disk, whose parents are directories of this extraction and no links.</summary>
    string PathOf(string path)
    {
        if (path.Split('/').Any(segment => segment is "" or "." or ".."))
            throw new IOException(
                $"The artifact '{path}' cannot be written: it is no path below the directory of the artifacts.");
        var current = _root;
        foreach (var segment in path.Split('/')[..^1])
        {
            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is { } link)
                throw new IOException(
                    $"The artifact '{path}' cannot be written: it lies behind the link '{segment}' to '{link}', which "
                    + "is itself an artifact.");
            Directory.CreateDirectory(current);
        }
        return Path.Combine(current, path.Split('/')[^1]);
    }
}
