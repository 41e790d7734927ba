namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /containers/json</c>.</summary>
/// <param name="Names">Without the leading slash of the wire.</param>
/// <param name="Image">As given when the container was created.</param>
/// <param name="SizeBytes">What it has written; only if it was asked for, as the engine has to count it.</param>
sealed record ContainerListing(
    string Id,
    IReadOnlyList<string> Names,
    string Image,
    string ImageId,
    IReadOnlyDictionary<string, string> Labels,
    string State,
    DateTimeOffset Created,
    long? SizeBytes = null);
