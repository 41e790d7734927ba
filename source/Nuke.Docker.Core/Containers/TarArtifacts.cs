using System.Formats.Tar;
using System.Runtime.CompilerServices;

namespace Nuke.Docker.Containers;

/// <summary>Artifacts in a tar archive that an <see cref="ArtifactCopy"/> has written.</summary>
sealed class TarArtifacts : ArtifactSource
{
    const int BufferBytes = 1 << 16;

    readonly Func<Stream> _open;

    /// <param name="path">The archive on disk.</param>
    public TarArtifacts(string path) => _open = () => new FileStream(
        path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <param name="archive">The archive itself.</param>
    public TarArtifacts(ArraySegment<byte> archive) =>
        _open = () => new MemoryStream(archive.Array!, archive.Offset, archive.Count, writable: false);

    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var archive = _open();
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                    if (entry.Name.TrimEnd('/') is var name && ArtifactEntry.From(entry, name, name, entry.LinkName) is { } artifact)
                        yield return artifact;
        }
    }
}
