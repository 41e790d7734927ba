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
    IReadOnlyList<string> Command);
