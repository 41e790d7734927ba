using Nuke.Docker.Contexts;

namespace Nuke.Docker.Containers.Copying;

/// <summary>A directory of the disk that receives artifacts.</summary>
/// <remarks>
/// Everything is written to a sibling of the directory first and then renamed, file by file, so that a copy that fails
/// changes nothing. Files of an earlier copy that are no longer among the artifacts are removed; a list in the
/// directory, <c>.nuke-docker-artifacts</c>, tells which those are. Files that did not come from a copy are never
/// removed. Symbolic links are kept as they are and never followed.
/// </remarks>
sealed class ArtifactDirectory(string directory)
{
    /// <summary>The file that lists what earlier copies wrote, a path a line.</summary>
    public const string ListName = ".nuke-docker-artifacts";

    static readonly EnumerationOptions _everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint
    };
    static readonly EnumerationOptions _everythingAndLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None
    };

    readonly string _directory = Path.TrimEndingDirectorySeparator(directory);

    public async Task ReplaceAsync(Artifacts artifacts, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(_directory)
            ?? throw new ArgumentException(
                $"'{_directory}' cannot receive artifacts: it is the root of a file system.");
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
        catch (IOException e) when (FileFailure.IsOfDisk(e))
        {
            throw new IOException($"The artifacts cannot be written to '{_directory}': {FileFailure.Explain(e)}", e);
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
        var stale = Stale(files);
        List<string> directories = [.. SubdirectoriesOf(staging)];
        // All obstacles first: a copy that fails changes nothing.
        ThrowIfInTheWay(files, directories, stale);
        foreach (var path in stale)
            Remove(path);
        foreach (var directory in directories)
            CreateLike(Path.Combine(staging, directory), Path.Combine(_directory, directory));
        foreach (var file in files)
            Move(Path.Combine(staging, file), Path.Combine(_directory, file));
        WriteList(staging, files);
    }

    // Moved into its place like the files: whatever has its name is replaced, and a link is not followed.
    void WriteList(string staging, IReadOnlySet<string> files)
    {
        var list = Path.Combine(staging, ListName);
        // A name with a line end would be read back as two, and one of those may be somebody else's.
        var names = files.Where(file => !file.Contains('\n', StringComparison.Ordinal));
        File.WriteAllLines(list, names.Order(StringComparer.Ordinal));
        Move(list, Path.Combine(_directory, ListName));
    }

    void ThrowIfInTheWay(IReadOnlySet<string> files, IReadOnlyList<string> directories, HashSet<string> stale)
    {
        if (files.Contains(ListName) || directories.Contains(ListName))
            throw new IOException(
                $"The artifact '{ListName}' cannot be written: its name is that of the list of the artifacts. "
                + "Choose another destination.");
        foreach (var directory in directories.Where(directory => !stale.Contains(directory)))
            if (Path.Combine(_directory, directory) is var target
                && new FileInfo(target) is { LinkTarget: not null } or { Exists: true })
                throw new IOException(
                    $"The artifacts cannot be written below '{target}': it is a file or a link. Remove it, or choose "
                    + "another destination.");
        foreach (var file in files)
            if (Path.Combine(_directory, file) is var target && IsDirectory(target) && !HoldsOnly(stale, target))
                throw new IOException(
                    $"The artifact '{file}' cannot be written: '{target}' is a directory. Remove it, or choose "
                    + "another destination.");
    }

    static void CreateLike(string model, string directory)
    {
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, File.GetUnixFileMode(model));
    }

    static void Move(string source, string target)
    {
        if (new FileInfo(source).LinkTarget is not { } link)
        {
            File.Move(source, target, overwrite: true);
            return;
        }
        // File.Move looks for what a link points to.
        File.Delete(target);
        File.CreateSymbolicLink(target, link);
    }

    /// <summary>Files of an earlier copy that are no artifacts any more.</summary>
    HashSet<string> Stale(IReadOnlySet<string> files)
    {
        var list = Path.Combine(_directory, ListName);
        return File.Exists(list)
            ? [.. File.ReadAllLines(list).Where(path => IsBelow(path) && !files.Contains(path))]
            : [];
    }

    void Remove(string path)
    {
        File.Delete(Path.Combine(_directory, path));
        for (var parent = Path.GetDirectoryName(path);
             !string.IsNullOrEmpty(parent);
             parent = Path.GetDirectoryName(parent))
            if (Path.Combine(_directory, parent) is var emptied && Directory.Exists(emptied)
                && !Directory.EnumerateFileSystemEntries(emptied).Any())
                Directory.Delete(emptied);
    }

    // The list can be edited by hand, and a directory above a listed file can have become a link.
    bool IsBelow(string path)
    {
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Split('/').Contains(".."))
            return false;
        for (var parent = Path.GetDirectoryName(path);
             !string.IsNullOrEmpty(parent);
             parent = Path.GetDirectoryName(parent))
            if (new DirectoryInfo(Path.Combine(_directory, parent)).LinkTarget is not null)
                return false;
        return true;
    }

    static IEnumerable<string> SubdirectoriesOf(string root) =>
        Directory.EnumerateDirectories(root, "*", _everything).Select(path => Path.GetRelativePath(root, path))
            .Order(StringComparer.Ordinal);

    bool HoldsOnly(HashSet<string> stale, string directory)
    {
        List<string> entries = [.. Directory.EnumerateFileSystemEntries(directory, "*", _everythingAndLinks)
            .Where(path => !IsDirectory(path))];
        return entries.Count > 0 && entries.TrueForAll(path => stale.Contains(Path.GetRelativePath(_directory, path)));
    }

    static bool IsDirectory(string path) => new DirectoryInfo(path) is { LinkTarget: null, Exists: true };
}
