namespace Nuke.Docker.Engine;

/// <summary>One entry of <c>GET /volumes</c>.</summary>
/// <param name="CreatedAt">The engine's own text.</param>
sealed record VolumeListing(string Name, IReadOnlyDictionary<string, string> Labels, string? CreatedAt);
