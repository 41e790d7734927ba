using System.Formats.Tar;
using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>The entries of a tar archive, as the directory would have them that it is unpacked to.</summary>
/// <remarks>The content stays in the archive, and is read where it lies when it is asked for.</remarks>
sealed class ArchivedFiles
{
    readonly ArchiveBytes _archive;
    readonly DateTimeOffset? _timeStamp;
    readonly SortedDictionary<string, SyncedFile> _files = new(TreeOrder.Instance);

    /// <summary>The paths that something lies below.</summary>
    readonly HashSet<string> _above = new(StringComparer.Ordinal);

    ArchivedFiles(ArchiveBytes archive, DateTimeOffset? timeStamp) => (_archive, _timeStamp) = (archive, timeStamp);

    /// <summary>Lists the entries. Of two with the same path the later one counts.</summary>
    /// <param name="archive">Has to be open as long as the entries are used.</param>
    /// <param name="timeStamp">The time of all entries; <see langword="null"/>: each keeps its own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>In the order of a walk. Directories that the archive leaves out are left out.</returns>
    /// <exception cref="BuildContextException">It is no tar archive, it is cut off, or no directory can hold what is in
    /// it.</exception>
    public static async Task<IReadOnlyCollection<SyncedFile>> ListAsync(
        ArchiveBytes archive, DateTimeOffset? timeStamp, CancellationToken cancellationToken)
    {
        var files = new ArchivedFiles(archive, timeStamp);
        try
        {
            await files.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or OverflowException
            or ArgumentException or (IOException and not BuildContextException))
        {
            throw files.Malformed(e.Message, e);
        }

        return files._files.Values;
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        var stream = new ArchiveStream(_archive);
        await using (stream.ConfigureAwait(false))
        {
            _archive.ThrowIfCompressed();
            var reader = new TarReader(stream);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                    is { } entry)
                    Add(entry);
        }
    }

    void Add(TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes || PathOf(entry.Name) is not { } path)
            return;
        CheckAbove(path);
        var file = Describe(path, entry);
        if (!file.Stat.Mode.IsDirectory)
            RemoveBelow(path);
        _files[path] = file;
    }

    void CheckAbove(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0 && _above.Add(path[..end]); end = path.LastIndexOf('/', end - 1))
            if (_files.TryGetValue(path[..end], out var above) && !above.Stat.Mode.IsDirectory)
                throw Malformed($"'{path}' lies below '{path[..end]}', which is no directory.");
    }

    /// <summary>A file takes the place of a directory, and of all that is in it.</summary>
    void RemoveBelow(string path)
    {
        if (!_above.Remove(path))
            return;
        foreach (var below in _files.Keys.Where(name => name.StartsWith($"{path}/", StringComparison.Ordinal)).ToList())
            _files.Remove(below);
        _above.RemoveWhere(name => name.StartsWith($"{path}/", StringComparison.Ordinal));
    }

    SyncedFile Describe(string path, TarEntry entry)
    {
        var stat = new FileStat { Path = path, Modified = SyncedTime.Of(_timeStamp ?? entry.ModificationTime, 0) };
        return entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile =>
                DescribeFile(stat, entry),
            TarEntryType.Directory => new(stat with { Mode = GoFileMode.Directory(entry.Mode) }),
            TarEntryType.SymbolicLink => new(stat with { Mode = GoFileMode.SymbolicLink, LinkName = entry.LinkName }),
            TarEntryType.HardLink => DescribeLink(path, entry.LinkName),
            TarEntryType.Fifo => new(stat with { Mode = GoFileMode.Pipe(entry.Mode) }),
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => DescribeDevice(stat, (PosixTarEntry)entry),
            var type => throw Malformed($"'{path}' is a {type}, which no directory can hold."),
        };
    }

    SyncedFile DescribeFile(FileStat stat, TarEntry entry)
    {
        var (offset, length) = (entry.DataOffset, entry.Length);
        if (entry is PaxTarEntry pax && pax.ExtendedAttributes.ContainsKey("GNU.sparse.major"))
            throw Malformed($"'{stat.Path}' is a sparse file. Write the archive without them.");
        if (length > 0 && offset + length > _archive.Length)
            throw Malformed($"it ends within '{stat.Path}'.");
        stat = stat with
        {
            Mode = GoFileMode.Regular(entry.Mode),
            Size = length,
            Modified = SyncedTime.Of(_timeStamp ?? entry.ModificationTime, VersionOf(entry)),
        };
        return new(stat, () => new ArchivedContent(_archive, offset, length));
    }

    /// <summary>A file of its own: BuildKit leaves traces of links whose first name it has already.</summary>
    SyncedFile DescribeLink(string path, string target) =>
        PathOf(target) is { } linked && _files.TryGetValue(linked, out var file) && file.Stat.Mode.IsRegular
            ? file with { Stat = file.Stat with { Path = path } }
            : throw Malformed($"'{path}' is a link to '{target}', which is no file before it.");

    static SyncedFile DescribeDevice(FileStat stat, PosixTarEntry entry) => new(stat with
    {
        Mode = GoFileMode.Device(entry.Mode, isCharacter: entry.EntryType is TarEntryType.CharacterDevice),
        DeviceMajor = entry.DeviceMajor,
        DeviceMinor = entry.DeviceMinor,
    });

    /// <summary>The begin of the content's hash: it is what says that a file has changed and kept its size.</summary>
    static long VersionOf(TarEntry entry) =>
        entry.DataStream is { } content ? BitConverter.ToInt64(SHA256.HashData(content)) : 0;

    /// <returns><see langword="null"/> for the root of the archive.</returns>
    string? PathOf(string name)
    {
        var names = name.Split('/').Where(part => part is not ("" or ".")).ToList();
        if (names.Contains(".."))
            throw Malformed($"'{name}' leads out of it.");
        return names.Count == 0 ? null : string.Join('/', names);
    }

    BuildContextException Malformed(string reason, Exception? cause = null) =>
        new($"'{_archive.Name}' is no tar archive that a build can use: {reason}", _archive.Name, cause);
}
