using System.IO.Enumeration;

namespace Nuke.Docker.Contexts;

/// <summary>Lists a directory in the order of the docker CLI: names by their bytes, a directory before what it
/// holds.</summary>
sealed class ContextWalk(string root, IgnoreRules ignore, IReadOnlyList<string> excludedPaths)
{
    static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    readonly List<ContextEntry> _entries = [];
    readonly HashSet<string> _forced = [.. ignore.Forced];
    readonly HashSet<string> _entered = [.. ignore.Forced.SelectMany(Ancestors)];
    readonly HashSet<string> _excluded =
        [.. excludedPaths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))];
    readonly bool[] _scratch = new bool[ignore.Rules.Count];

    public IReadOnlyList<ContextEntry> Run(CancellationToken cancellationToken)
    {
        Enter("", [], cancellationToken);
        return _entries;
    }

    public bool HasFound(string path) =>
        _entries.Exists(entry => path.EndsWith(entry.Name, StringComparison.Ordinal) && entry.Path == path);

    void Enter(string directory, bool[] verdicts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = directory.Length == 0 ? root : Path.Combine(root, directory);
        foreach (var found in List(path, directory, verdicts))
        {
            var name = directory.Length == 0 ? found.Info.Name : $"{directory}/{found.Info.Name}";
            if (found.IsKept && TryDescribe(directory, found.Info) is { } entry)
                _entries.Add(entry);
            if (!found.IsDirectory)
                continue;
            var own = new bool[ignore.Rules.Count];
            var isIgnored = ignore.Rules.Ignores(name, verdicts, own);
            if (!isIgnored || ignore.Rules.MayKeepSomethingBelow(name) || _entered.Contains(name))
                Enter(name, own, cancellationToken);
        }
    }

    List<Found> List(string path, string directory, bool[] verdicts)
    {
        try
        {
            var buffer = new char[directory.Length + 256];
            Found Inspected(ref FileSystemEntry entry) => Inspect(ref entry, directory, verdicts, ref buffer);
            var found = new FileSystemEnumerable<Found>(path, Inspected, Everything)
                .Where(entry => entry.Info is not null)
                .ToList();
            found.Sort((left, right) => Utf8Order.Instance.Compare(left.Info.Name, right.Info.Name));
            return found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildContextException.Unreadable("Directory", path, exception);
        }
    }

    Found Inspect(ref FileSystemEntry entry, string directory, bool[] verdicts, ref char[] buffer)
    {
        var start = directory.Length == 0 ? 0 : directory.Length + 1;
        if (buffer.Length < start + entry.FileName.Length)
            Array.Resize(ref buffer, start + entry.FileName.Length);
        directory.CopyTo(buffer);
        if (start > 0)
            buffer[start - 1] = '/';
        entry.FileName.CopyTo(buffer.AsSpan(start));
        var path = buffer.AsSpan(0, start + entry.FileName.Length);

        if (_excluded.Count > 0 && _excluded.Contains(entry.ToFullPath()))
            return default;
        var isIgnored = ignore.Rules.Ignores(path, verdicts, _scratch);
        var isKept = !isIgnored || _forced.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path);
        var isDirectory = entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0;
        return isKept || isDirectory ? new(entry.ToFileSystemInfo(), isKept, isDirectory) : default;
    }

    static ContextEntry? TryDescribe(string directory, FileSystemInfo info)
    {
        try
        {
            return Describe(directory, info);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // Deleted since its directory was read: as if it had never been there.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildContextException.Unreadable("File", info.FullName, exception);
        }
    }

    static ContextEntry? Describe(string directory, FileSystemInfo info)
    {
        // docker on Windows sends 0755 for everything too: it is the only choice that runs and that can be read.
        var mode = OperatingSystem.IsWindows() ? (UnixFileMode)0b111_101_101 : info.UnixFileMode;
        if (info.LinkTarget is { } target)
            return new(directory, info.Name, mode, 0, info.LastWriteTimeUtc, ContextEntryKind.SymbolicLink, target);
        if (info is not FileInfo file)
            return new(directory, info.Name, mode, 0, info.LastWriteTimeUtc, ContextEntryKind.Directory);
        if (file.Length > 0)
            return new(directory, info.Name, mode, file.Length, info.LastWriteTimeUtc, ContextEntryKind.File);

        // FIFOs, sockets and devices have no length, and of these only sockets cannot be sent.
        if (!SpecialFile.TryInspect(file.FullName, out var special))
            return null;
        var kind = special is null ? ContextEntryKind.File : ContextEntryKind.Special;
        return new(directory, info.Name, mode, 0, info.LastWriteTimeUtc, kind);
    }

    static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            yield return path[..end];
    }

    readonly record struct Found(FileSystemInfo Info, bool IsKept, bool IsDirectory);
}
