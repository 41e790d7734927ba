namespace Nuke.Docker.Engine;

/// <summary>The part of <c>GET /info</c> that builds care about.</summary>
/// <param name="StorageDriver">Such as <c>overlay2</c>.</param>
sealed record EngineInfo(
    string Name,
    string ServerVersion,
    string OperatingSystem,
    string Architecture,
    string StorageDriver,
    string DataRoot,
    long Processors,
    long MemoryBytes)
{
    /// <summary>Whether images are kept in the store of containerd, which holds those for several platforms.</summary>
    public required bool HasContainerdStore { get; init; }
}
