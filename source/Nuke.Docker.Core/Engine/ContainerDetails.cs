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
    ContainerState State)
{
    /// <summary>What is published at this moment: nothing, if the container does not run.</summary>
    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    /// <summary>Names of its networks, and its address there.</summary>
    public IReadOnlyDictionary<string, string> Networks { get; init; } = new Dictionary<string, string>();
}

/// <param name="Status"><c>created</c>, <c>running</c>, <c>exited</c>, …</param>
/// <param name="Error">Why it could not start; empty otherwise.</param>
sealed record ContainerState(string Status, bool Running, long ExitCode, bool OutOfMemory, string Error)
{
    /// <summary><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>; empty without a health check.</summary>
    public string Health { get; init; } = "";

    /// <summary>What the latest health check has written.</summary>
    public string HealthOutput { get; init; } = "";

    /// <summary>Whether it has ended, and its restart policy is about to start it again.</summary>
    public bool Restarting { get; init; }
}
