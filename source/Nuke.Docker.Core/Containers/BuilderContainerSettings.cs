namespace Nuke.Docker.Containers;

/// <summary>What a builder's container is created with. It matters only where a command is run in it.</summary>
/// <remarks>Engine API: <c>POST /containers/create</c>.</remarks>
public sealed record BuilderContainerSettings
{
    /// <summary>The settings that every container starts from.</summary>
    public static BuilderContainerSettings Default { get; } = new();

    /// <summary>Environment variables besides those of the image.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>User, or user and group, such as <c>1000:1000</c>.</summary>
    /// <value><see langword="null"/>, the default: the image's.</value>
    public string? User { get; init; }

    /// <summary>The directory that the command starts in.</summary>
    /// <value><see langword="null"/>, the default: the image's.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Directories and volumes that the container sees.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>The most memory that the command may use, in bytes.</summary>
    /// <value><see langword="null"/>, the default: no limit.</value>
    public long? MemoryBytes { get; init; }

    /// <summary>The network: <c>bridge</c>, <c>host</c>, <c>none</c>, or a name.</summary>
    /// <value><see langword="null"/>, the default: that of the builder image's build.</value>
    public string? Network { get; init; }
}
