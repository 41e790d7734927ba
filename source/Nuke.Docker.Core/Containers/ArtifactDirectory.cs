namespace Nuke.Docker.Containers;

/// <summary>A directory of the disk that receives artifacts.</summary>
/// <remarks>
/// Everything is written to a sibling of the directory first and then renamed, file by file, so that a copy that fails
/// changes nothing. Files of an earlier copy that are no longer among the artifacts are removed; a list in the directory,
/// <c>.nuke-docker-artifacts</c>, tells which those are. Files that did not come from a copy are never removed.
/// Symbolic links are kept as they are and never followed.
/// </remarks>
sealed class ArtifactDirectory(string directory)
{
    /// <summary>The file that lists what earlier copies wrote, a path a line.</summary>
    public const string ListName = ".nuke-docker-artifacts";

    readonly string _directory = Path.TrimEndingDirectorySeparator(directory);

    public async Task ReplaceAsync(Artifacts artifacts, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(_directory)
            ?? throw new ArgumentException($"'{_directory}' cannot receive artifacts: it is the root of a file system.");
        Directory.CreateDirectory(parent);
        var staging = Path.Combine(parent, $".{Path.GetFileName(_directory)}.{Guid.NewGuid():N}");
        try
        {
            var extraction = new ArtifactExtraction(staging);
            await foreach (var entry in artifacts.Source.ReadAsync(cancellationToken).ConfigureAwait(false))
                await extraction.AddAsync(entry, cancellationToken).ConfigureAwait(false);
            extraction.Complete();
            Merge(staging, extraction.Files);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    void Merge(string staging, IReadOnlySet<string> files)
    {
        Directory.CreateDirectory(_directory);
        RemoveStale(files);
        foreach (var directory in SubdirectoriesOf(staging))
            CreateLike(Path.Combine(staging, directory), directory);
        foreach (var file in files)
        {
            var target = Path.Combine(_directory, file);
            if (Directory.Exists(target) && new DirectoryInfo(target).LinkTarget is null)
                throw new IOException($"The artifact '{file}' cannot be written: '{target}' is a directory. Remove it, or choose another destination.");
            File.Move(Path.Combine(staging, file), target, overwrite: true);
        }
        File.WriteAllLines(Path.Combine(_directory, ListName), files.Order(StringComparer.Ordinal));
    }

    void CreateLike(string model, string relativePath)
    {
        var target = Path.Combine(_directory, relativePath);
        if (new DirectoryInfo(target).LinkTarget is { } link)
            throw new IOException($"The artifacts cannot be written below '{target}': it is a link to '{link}'. Remove it, or choose another destination.");
        Directory.CreateDirectory(target);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, File.GetUnixFileMode(model));
    }

    void RemoveStale(IReadOnlySet<string> files)
    {
        var list = Path.Combine(_directory, ListName);
        if (!File.Exists(list))
            return;
        foreach (var stale in File.ReadAllLines(list).Where(path => IsBelow(path) && !files.Contains(path)))
        {
            File.Delete(Path.Combine(_directory, stale));
            for (var parent = Path.GetDirectoryName(stale); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
                if (Path.Combine(_directory, parent) is var emptied && Directory.Exists(emptied) && !Directory.EnumerateFileSystemEntries(emptied).Any())
                    Directory.Delete(emptied);
        }
    }

    // The list can be edited by hand, and a directory above a listed file can have become a link.
    bool IsBelow(string path)
    {
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Split('/').Contains(".."))
            return false;
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
            if (new DirectoryInfo(Path.Combine(_directory, parent)).LinkTarget is not null)
                return false;
        return true;
    }

    static IEnumerable<string> SubdirectoriesOf(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateDirectories(root, "*", options).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal);
    }
}
