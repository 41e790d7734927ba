using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>A directory that BuildKit may fetch files from.</summary>
sealed class SyncedDirectory
{
    SyncedDirectory(IReadOnlyList<SyncedFile> files) => Files = files;

    /// <summary>Siblings by the bytes of their names, a directory before what it holds.</summary>
    public IReadOnlyList<SyncedFile> Files { get; }

    /// <summary>A build context: the entries that the classic builder would get as an archive, with the same
    /// metadata.</summary>
    public static SyncedDirectory Of(ContextContent content) =>
        new(WithParents(content.Visible.Select(entry => Describe(content, entry)).OfType<SyncedFile>()));

    /// <summary>The same, with what comes on top of it: an added entry takes the place of one with its path.</summary>
    public static SyncedDirectory Of(ContextContent content, AddedFiles added)
    {
        if (added.Files.Count == 0)
            return Of(content);
        var files = Of(content).Files.ToDictionary(file => file.Stat.Path, StringComparer.Ordinal);
        foreach (var file in added.Files)
            files[file.Stat.Path] = file;
        return new(WithParents(files.Values.OrderBy(file => file.Stat.Path, TreeOrder.Instance)));
    }

    /// <summary>A directory with one file that is not on the disk.</summary>
    public static SyncedDirectory Of(string name, ReadOnlyMemory<byte> content)
    {
        var stat = new FileStat
        {
            Path = name,
            Mode = GoFileMode.Regular((UnixFileMode)0b110_100_100),
            Size = content.Length,
            Modified = SyncedTime.Of(
                BuildContextSettings.DefaultTimeStamp, BitConverter.ToInt64(SHA256.HashData(content.Span))),
        };
        return new([new SyncedFile(stat, () => new FileInMemory(content))]);
    }

    /// <summary>What a tar archive holds.</summary>
    /// <inheritdoc cref="ArchivedFiles.ListAsync" path="/param|/exception"/>
    public static async Task<SyncedDirectory> OfTarAsync(
        ArchiveBytes archive, DateTimeOffset? timeStamp, CancellationToken cancellationToken) =>
        new(WithParents(await ArchivedFiles.ListAsync(archive, timeStamp, cancellationToken).ConfigureAwait(false)));

    static SyncedFile? Describe(ContextContent content, ContextEntry entry)
    {
        var path = Path.Combine(content.Root, entry.Path);
        var modified = content.TimeStamp is { } common
            ? SyncedTime.Of(common, entry.Modified.UtcTicks)
            : SyncedTime.Of(entry.Modified);
        var stat = new FileStat { Path = entry.Path, Modified = modified };
        return entry.Kind switch
        {
            ContextEntryKind.Directory => new(stat with { Mode = GoFileMode.Directory(entry.Mode) }),
            ContextEntryKind.SymbolicLink =>
                new(stat with { Mode = GoFileMode.SymbolicLink, LinkName = entry.Target! }),
            ContextEntryKind.Special => Describe(path, entry.Mode, stat),
            _ => new(
                stat with { Mode = GoFileMode.Regular(entry.Mode), Size = entry.Length },
                () => new FileOnDisk(new FileContent(path, content.OpenFile))),
        };
    }

    static SyncedFile? Describe(string path, UnixFileMode permissions, FileStat stat) =>
        !SpecialFile.TryInspect(path, out var special) || special is not { } found ? null
        : found.Device is not var (major, minor) ? new(stat with { Mode = GoFileMode.Pipe(permissions) })
        : new(stat with
        {
            Mode = GoFileMode.Device(permissions, isCharacter: found.Type == '3'),
            DeviceMajor = major,
            DeviceMinor = minor,
        });

    /// <summary>Puts in the directories that an ignore file leaves out above what it keeps.</summary>
    static List<SyncedFile> WithParents(IEnumerable<SyncedFile> files)
    {
        var complete = new List<SyncedFile>();
        var above = new Stack<string>([""]);
        foreach (var file in files)
        {
            var path = file.Stat.Path;
            while (!path.StartsWith(above.Peek(), StringComparison.Ordinal))
                above.Pop();
            for (var end = path.IndexOf('/', above.Peek().Length); end >= 0; end = path.IndexOf('/', end + 1))
            {
                above.Push(path[..(end + 1)]);
                complete.Add(SyncedFile.Parent(path[..end]));
            }

            complete.Add(file);
            if (file.Stat.Mode.IsDirectory)
                above.Push(path + '/');
        }

        return complete;
    }
}
