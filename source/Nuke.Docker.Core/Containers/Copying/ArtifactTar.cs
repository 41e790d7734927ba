using Nuke.Docker.Contexts;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Writes artifacts as a tar stream.</summary>
static class ArtifactTar
{
    public static async Task WriteAsync(
        IAsyncEnumerable<ArtifactEntry> entries, TarWriter writer, CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.ConfigureAwait(false))
            await WriteAsync(entry, entry.Content, writer, cancellationToken).ConfigureAwait(false);
    }

    public static ValueTask WriteAsync(
        ArtifactEntry entry,
        Stream? content,
        TarWriter writer,
        CancellationToken cancellationToken) => entry.Kind switch
    {
        ArtifactKind.File => writer.WriteFileAsync(entry.Path, entry.Mode, entry.Length, content!, cancellationToken),
        ArtifactKind.Directory => writer.WriteDirectoryAsync(entry.Path, entry.Mode, cancellationToken),
        ArtifactKind.SymbolicLink => writer.WriteSymbolicLinkAsync(entry.Path, entry.LinkTarget!, cancellationToken),
        _ => writer.WriteHardLinkAsync(entry.Path, entry.Mode, entry.LinkTarget!, cancellationToken),
    };
}
