using System.Formats.Tar;
using System.Runtime.CompilerServices;

namespace Nuke.Docker.Containers;

/// <summary>Artifacts in a tar file that an <see cref="ArtifactCopy"/> has written.</summary>
sealed class TarArtifacts(string path) : ArtifactSource
{
    const int BufferBytes = 1 << 16;

    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            var reader = new TarReader(file);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                    if (entry.Name.TrimEnd('/') is var name && ArtifactEntry.From(entry, name, name, entry.LinkName) is { } artifact)
                        yield return artifact;
        }
    }
}
