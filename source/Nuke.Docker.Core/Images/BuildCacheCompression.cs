namespace Nuke.Docker.Images;

/// <summary>How the layers of a cache are compressed.</summary>
public enum BuildCacheCompression
{
    /// <summary>Not at all: the least work, for a registry that is near.</summary>
    Uncompressed,

    /// <summary>What everybody reads. BuildKit's default.</summary>
    Gzip,

    /// <summary>Gzip with a table of contents, for engines that read layers before they have them. It takes OCI media
    /// types.</summary>
    EStargz,

    /// <summary>Smaller than gzip, and faster. It takes OCI media types.</summary>
    Zstd,
}
