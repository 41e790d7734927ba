namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /networks</c>.</summary>
sealed record NetworkListing(
    string Id, string Name, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Created);
