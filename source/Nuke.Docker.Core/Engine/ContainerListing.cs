namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /containers/json</c>.</summary>
/// <param name="Names">Without the leading slash of the wire.</param>
/// <param name="Image">As given when the container was created.</param>
sealed record ContainerListing(
    string Id,
    IReadOnlyList<string> Names,
    string Image,
    string ImageId,
    IReadOnlyDictionary<string, string> Labels,
    string State,
    DateTimeOffset Created);
