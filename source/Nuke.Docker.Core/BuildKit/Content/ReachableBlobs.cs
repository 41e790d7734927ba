using System.Text.Json;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>What a layout's manifests reach.</summary>
/// <remarks>OCI image specification, "Image Index" and "Image Manifest". An index of BuildKit's has layers among its
/// manifests, so the media type says what to look into.</remarks>
static class ReachableBlobs
{
    /// <summary>A longer text is no manifest.</summary>
    const long MostBytes = 16 << 20;

    /// <summary>In media types of OCI and of Docker.</summary>
    static readonly string[] _wordsOfManifests = ["manifest", ".index."];

    /// <returns>The manifests themselves, and all that they name; <see langword="null"/> if one of them cannot be
    /// read.</returns>
    public static HashSet<BlobDigest>? From(IBlobs blobs, IEnumerable<BlobDigest> manifests)
    {
        var reached = new HashSet<BlobDigest>();
        var waiting = new Queue<BlobDigest>(manifests);
        while (waiting.TryDequeue(out var digest))
        {
            if (!reached.Add(digest))
                continue;
            using var blob = blobs.Open(digest);
            if (blob is null || blob.Length > MostBytes)
                return null;
            try
            {
                using var manifest = JsonDocument.Parse(blob.ReadAll());
                foreach (var (named, isManifest) in DescriptorsIn(manifest.RootElement))
                    if (isManifest)
                        waiting.Enqueue(named);
                    else
                        reached.Add(named);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return null;
            }
        }

        return reached;
    }

    /// <summary>Whatever has a digest, at any depth.</summary>
    static IEnumerable<(BlobDigest Digest, bool IsManifest)> DescriptorsIn(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(DescriptorsIn),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => DescriptorsIn(property.Value))
                .Concat(DescriptorOf(element)),
            _ => [],
        };

    static IEnumerable<(BlobDigest Digest, bool IsManifest)> DescriptorOf(JsonElement element)
    {
        if (!element.TryGetProperty("digest", out var text)
            || !BlobDigest.TryParse(text.GetString() ?? "", out var digest))
            yield break;
        var type = element.TryGetProperty("mediaType", out var mediaType) ? mediaType.GetString() : null;
        yield return (digest, type is not null
            && _wordsOfManifests.Any(word => type.Contains(word, StringComparison.Ordinal)));
    }
}
