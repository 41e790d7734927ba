using System.Formats.Tar;
using System.Text.Json;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>Finds secrets in the documents of an image's archive: configuration, history, manifest, index.</summary>
/// <remarks>Layers are passed over, as those of an image in the engine are.</remarks>
static class ArchiveLeaks
{
    const int LargestDocument = 4 << 20;

    public static async Task<IReadOnlyList<ImageLeak>> FindAsync(
        Stream archive, KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var leaks = new List<ImageLeak>();
        var reader = new TarReader(archive);
        await using (reader.ConfigureAwait(false))
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                if (entry is { DataStream: { } content, Length: > 1 and <= LargestDocument }
                    && await ReadAsync(content, cancellationToken).ConfigureAwait(false) is { } document)
                    using (document)
                        leaks.AddRange(ImageLeaks.FindIn(document.RootElement, entry.Name, $"'{entry.Name}'", secrets));
        return leaks;
    }

    static async Task<JsonDocument?> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (bytes[0] is not ((byte)'{' or (byte)'['))
            return null;
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            return null; // A layer can begin like a document.
        }
    }
}
