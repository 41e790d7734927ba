namespace Nuke.Docker.Engine;

/// <summary>One step in an image's history, newest first.</summary>
/// <param name="Id">Null where the image of that step is not on this engine.</param>
sealed record ImageLayer(
    string? Id, string CreatedBy, DateTimeOffset Created, long SizeBytes, IReadOnlyList<string> Tags);
