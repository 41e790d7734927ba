using System.Formats.Tar;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Nuke.Docker.Engine;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Finds secrets in the documents of an image's archive: configuration, history, manifest, index.</summary>
/// <remarks>Layers are passed over, as those of an image in the engine are.</remarks>
static class ArchiveLeaks
{
    const int LargestDocument = 4 << 20;

    public static async Task<IReadOnlyList<ImageLeak>> FindAsync(
        Stream archive, KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var leaks = new List<ImageLeak>();
        await foreach (var (name, document) in ReadAsync(archive, cancellationToken).ConfigureAwait(false))
            leaks.AddRange(ImageLeaks.FindIn(document, name, Describe(name, document), secrets));
        return leaks;
    }

    /// <summary>Looks into an image for several platforms: each has a configuration and a history of its own, and all
    /// of them are in its archive alone.</summary>
    /// <remarks>Engine API: <c>GET /images/get</c>; only engines since 28 tell of another platform than their
    /// own.</remarks>
    /// <param name="engine">Has the image.</param>
    /// <param name="image">Its ID.</param>
    /// <param name="platforms">How many platforms it is for.</param>
    /// <param name="secrets">What is looked for.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="EngineUnavailableException">The archive is not whole.</exception>
    public static async Task<IReadOnlyList<ImageLeak>> FindAsync(
        DockerEngine engine, string image, int platforms, KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var leaks = new List<ImageLeak>();
        var configurations = 0;
        var archive = await engine.SaveImagesAsync([image], cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
            await foreach (var (name, document) in ReadAsync(archive, cancellationToken).ConfigureAwait(false))
            {
                leaks.AddRange(ImageLeaks.FindIn(document, image, Describe(name, document), secrets));
                configurations += PlatformOf(document) is null ? 0 : 1;
            }
        // What was not seen is not known to be clean.
        return configurations >= platforms
            ? leaks
            : throw EngineUnavailableException.Lost(
                engine.Endpoint,
                "GET /images/get",
                $"wrote {configurations} of {platforms} configurations of the image");
    }

    /// <summary>All documents of an archive. Each is valid until the next one is asked for.</summary>
    static async IAsyncEnumerable<(string Name, JsonElement Document)> ReadAsync(
        Stream archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive);
        await using (reader.ConfigureAwait(false))
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                is { } entry)
                if (entry is { DataStream: { } content, Length: > 1 and <= LargestDocument }
                    && await ReadDocumentAsync(content, cancellationToken).ConfigureAwait(false) is { } document)
                    using (document)
                        yield return (entry.Name, document.RootElement);
    }

    static async Task<JsonDocument?> ReadDocumentAsync(Stream content, CancellationToken cancellationToken)
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

    static string Describe(string name, JsonElement document) =>
        PlatformOf(document) is { } platform ? $"its configuration for {platform}" : $"'{name}'";

    /// <summary>What an image's configuration says that it is for; null of another document, and of an attestation's,
    /// which is for an unknown platform.</summary>
    /// <remarks>OCI image specification, "Image Configuration".</remarks>
    static string? PlatformOf(JsonElement document) =>
        document.ValueKind is JsonValueKind.Object && document.TryGetProperty("rootfs", out _)
        && document.TryGetProperty("os", out var system) && $"{system}" is not "unknown"
        && document.TryGetProperty("architecture", out var architecture)
            ? $"{system}/{architecture}{(document.TryGetProperty("variant", out var variant) ? $"/{variant}" : "")}"
            : null;
}
