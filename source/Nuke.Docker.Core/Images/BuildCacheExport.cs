using System.Globalization;

namespace Nuke.Docker.Images;

/// <summary>How a cache is written to a registry or a directory, beside its mode. To read it takes none of
/// this.</summary>
/// <remarks>BuildKit's README, "Export cache", has the attributes that are named here.</remarks>
public sealed partial record BuildCacheExport
{
    const int HighestGzipLevel = 9;
    const int HighestZstdLevel = 22;

    /// <summary>What every cache is written with: all is left to BuildKit.</summary>
    public static BuildCacheExport Default { get; } = new();

    /// <summary>How new layers are compressed; <c>compression</c>.</summary>
    /// <value><see langword="null"/>, the default: gzip. BuildKit since 0.11, of engines since 24.</value>
    public BuildCacheCompression? Compression { get; init; }

    /// <summary>How much work is put into it; <c>compression-level</c>.</summary>
    /// <value>0 to 9 for gzip and eStargz, 0 to 22 for zstd; <see langword="null"/>, the default: each one's
    /// own.</value>
    public int? CompressionLevel { get; init; }

    /// <summary>Whether layers that are there in another compression are compressed anew;
    /// <c>force-compression</c>.</summary>
    public bool ForceCompression { get; init; }

    /// <summary>Whether a build goes on whose cache cannot be written; <c>ignore-error</c>.</summary>
    /// <remarks>BuildKit since 0.12, of engines since 25.</remarks>
    public bool IgnoreError { get; init; }

    /// <summary>Whether the cache looks like an image, as some registries demand it, and not like an index;
    /// <c>image-manifest</c>.</summary>
    /// <value><see langword="null"/>, the default: BuildKit's choice, an image since 0.21. BuildKit since 0.12, of
    /// engines since 25.</value>
    public bool? ImageManifest { get; init; }

    /// <summary>Whether it has the media types of OCI, or those of Docker; <c>oci-mediatypes</c>.</summary>
    /// <value><see langword="null"/>, the default: those of OCI.</value>
    public bool? OciMediaTypes { get; init; }

    /// <summary>As BuildKit is told; empty if all is left to it.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Attributes()
    {
        if (Compression is { } compression)
            yield return new("compression", Text(compression));
        if (CompressionLevel is { } level)
            yield return new("compression-level", level.ToString(CultureInfo.InvariantCulture));
        if (ForceCompression)
            yield return new("force-compression", "true");
        if (IgnoreError)
            yield return new("ignore-error", "true");
        if (ImageManifest is { } imageManifest)
            yield return new("image-manifest", imageManifest ? "true" : "false");
        if (OciMediaTypes is { } ociMediaTypes)
            yield return new("oci-mediatypes", ociMediaTypes ? "true" : "false");
    }

    static string Text(BuildCacheCompression compression) => compression.ToString().ToLowerInvariant();

    /// <summary>What contradicts itself.</summary>
    internal IEnumerable<string> Violations()
    {
        if (CompressionLevel is { } level)
        {
            var (name, highest) = Compression switch
            {
                BuildCacheCompression.Uncompressed => ("no compression", -1),
                BuildCacheCompression.Zstd => ("zstd", HighestZstdLevel),
                BuildCacheCompression.EStargz => ("estargz", HighestGzipLevel),
                _ => ("gzip", HighestGzipLevel),
            };
            if (highest < 0)
                yield return $"has the compression level {level} and is not compressed.";
            else if (level < 0 || level > highest)
                yield return $"has the compression level {level}, and {name} has 0 to {highest}.";
        }

        if (OciMediaTypes is false && Compression is (BuildCacheCompression.Zstd or BuildCacheCompression.EStargz))
            yield return $"is compressed with {Text(Compression.Value)}, which takes OCI media types.";
        if (OciMediaTypes is false && ImageManifest is true)
            yield return "has an image manifest, which takes OCI media types.";
    }
}
