namespace Nuke.Docker.Engine;

/// <summary>One container, as <c>GET /containers/{id}/json</c> tells it.</summary>
/// <param name="Name">Without the leading slash of the wire.</param>
/// <param name="ImageId">The image's ID, whatever name the container was created with.</param>
sealed record ContainerDetails(
    string Id,
    string Name,
    string ImageId,
    string Platform,
    IReadOnlyDictionary<string, string> Labels,
    ContainerState State);

/// <param name="Status"><c>created</c>, <c>running</c>, <c>exited</c>, …</param>
/// <param name="Error">Why it could not start; empty otherwise.</param>
sealed record ContainerState(string Status, bool Running, long ExitCode, bool OutOfMemory, string Error);
