namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /images/json</c>.</summary>
/// <param name="ParentId">Null if the image has no parent on this engine.</param>
/// <param name="RepoTags">Empty for an untagged image.</param>
sealed record ImageListing(
    string Id,
    string? ParentId,
    IReadOnlyList<string> RepoTags,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Created,
    long SizeBytes);
