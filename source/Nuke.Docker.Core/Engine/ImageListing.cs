namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /images/json</c>.</summary>
/// <param name="ParentId">The image of the step before, if the classic builder made it; null if there is none on this
/// engine.</param>
/// <param name="RepoTags">Empty for an untagged image.</param>
/// <param name="RepoDigests">Empty for an image that never had a name in a registry, but see
/// <see cref="IsInContainerdStore"/>.</param>
sealed record ImageListing(
    string Id,
    string? ParentId,
    IReadOnlyList<string> RepoTags,
    IReadOnlyList<string> RepoDigests,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Created,
    long SizeBytes)
{
    /// <summary>Whether anybody finds it by a name or by a digest.</summary>
    public bool HasName => RepoTags.Count + RepoDigests.Count > 0;

    /// <inheritdoc cref="ImageDetails.IsInContainerdStore"/>
    public bool IsInContainerdStore => ImageDetails.IsInStore(Id, RepoDigests);
}
