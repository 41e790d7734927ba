using System.Formats.Tar;

namespace Nuke.Docker.Containers.Copying;

/// <summary>A file, directory or link among the artifacts, while they are read.</summary>
/// <param name="Path">Relative to the root of the artifacts, <c>/</c> separated, without <c>.</c> and
/// <c>..</c>.</param>
/// <param name="Root">The path of the artifact that it belongs to: its own one, or one above it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="LinkTarget">A symbolic link's target as it was written, a hard link's <see cref="Path"/> among the
/// artifacts.</param>
/// <param name="Length">The file's size in bytes.</param>
/// <param name="Content">The file's content, to be read before the next entry is asked for.</param>
sealed record ArtifactEntry(
    string Path, string Root, ArtifactKind Kind, UnixFileMode Mode, string? LinkTarget, long Length, Stream? Content)
{
    public static ArtifactEntry? From(TarEntry entry, string path, string root, string? hardLinkTarget) =>
        entry.EntryType switch
    {
        TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile =>
            new ArtifactEntry(
                path,
                root,
                ArtifactKind.File,
                entry.Mode,
                LinkTarget: null,
                entry.Length,
                entry.DataStream ?? Stream.Null),
        TarEntryType.Directory =>
            new ArtifactEntry(
                path, root, ArtifactKind.Directory, entry.Mode, LinkTarget: null, Length: 0, Content: null),
        TarEntryType.SymbolicLink =>
            new ArtifactEntry(
                path, root, ArtifactKind.SymbolicLink, entry.Mode, entry.LinkName, Length: 0, Content: null),
        TarEntryType.HardLink =>
            new ArtifactEntry(path, root, ArtifactKind.HardLink, entry.Mode, hardLinkTarget, Length: 0, Content: null),
        _ => null, // Devices, FIFOs and sockets are no build results.
    };
}

/// <summary>What an <see cref="ArtifactEntry"/> can be.</summary>
enum ArtifactKind
{
    File,
    Directory,
    SymbolicLink,
    HardLink,
}
