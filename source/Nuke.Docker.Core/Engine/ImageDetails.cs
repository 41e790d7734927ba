namespace Nuke.Docker.Engine;

/// <summary>One image, as <c>GET /images/{name}/json</c> tells it.</summary>
sealed record ImageDetails(
    string Id,
    string? ParentId,
    IReadOnlyList<string> RepoTags,
    IReadOnlyList<string> RepoDigests,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Created,
    long SizeBytes,
    string OperatingSystem,
    string Architecture,
    string? Variant,
    IReadOnlyList<string> Layers,
    string WorkingDirectory,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command)
{
    /// <summary>Whether it is in the image store of containerd. Told of an image with a name; of others
    /// false.</summary>
    /// <remarks>There an image's ID is the digest of its manifest, and each name is also one with this digest. With a
    /// graph driver it is the digest of its configuration, which no registry uses.</remarks>
    public bool IsInContainerdStore => IsInStore(Id, RepoDigests);

    /// <summary>Empty for root.</summary>
    public required string User { get; init; }

    /// <summary><c>NAME=value</c> each.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary><c>80/tcp</c> each, in ordinal order.</summary>
    public required IReadOnlyList<string> ExposedPorts { get; init; }

    internal static bool IsInStore(string id, IReadOnlyList<string> repoDigests) =>
        repoDigests.Any(digest => digest.EndsWith($"@{id}", StringComparison.Ordinal));
}
