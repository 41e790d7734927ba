using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.FileSync;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Artifacts in a tar archive that an <see cref="ArtifactCopy"/> has written. Disposing it closes the
/// archive.</summary>
sealed class TarArtifacts : ArtifactSource, IDisposable
{
    readonly Lazy<ArchiveBytes> _archive;

    /// <param name="path">The archive on disk. It is opened when it is read for the first time.</param>
    public TarArtifacts(string path) => _archive = new(() => ArchiveBytes.OpenFile(path));

    /// <param name="archive">Is closed with the artifacts.</param>
    public TarArtifacts(ArchiveBytes archive) => _archive = new(archive);

    public ArchiveBytes Archive => _archive.Value;

    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var archive = new ArchiveStream(Archive);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                    is { } entry)
                    if (entry.Name.TrimEnd('/') is var name
                        && ArtifactEntry.From(entry, name, name, entry.LinkName) is { } artifact)
                        yield return artifact;
        }
    }

    public void Dispose()
    {
        if (_archive.IsValueCreated)
            _archive.Value.Dispose();
    }
}
