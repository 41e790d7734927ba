namespace Nuke.Docker.Engine;

/// <summary>Something happened on the engine: <c>GET /events</c>.</summary>
/// <param name="Type"><c>container</c>, <c>image</c>, <c>network</c>, …</param>
/// <param name="Action"><c>create</c>, <c>die</c>, <c>destroy</c>, <c>tag</c>, …</param>
sealed record EngineEvent(
    string Type, string Action, string Id, IReadOnlyDictionary<string, string> Attributes, DateTimeOffset Time);
