namespace Nuke.Docker.Engine;

/// <summary>One line of <c>GET /networks</c>.</summary>
internal sealed record NetworkListing(string Id, string Name, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Created);
