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
    /// <summary>Empty for root.</summary>
    public required string User { get; init; }

    /// <summary><c>NAME=value</c> each.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary><c>80/tcp</c> each, in ordinal order.</summary>
    public required IReadOnlyList<string> ExposedPorts { get; init; }
}
