namespace Nuke.Docker.Machine;

/// <summary>What distinguishes one side engine from another.</summary>
public sealed record SideEngineSettings
{
    /// <summary>The suite whose engine runs.</summary>
    /// <value><see langword="null"/>, the default, means the one that this machine has installed.</value>
    public DebianSuite? Suite { get; init; }

    /// <summary>Whether it is podman's service, which answers much of the Engine API, instead of Docker.</summary>
    public bool IsPodman { get; init; }

    /// <summary>More arguments for the daemon, such as <c>--feature</c>, <c>containerd-snapshotter=true</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether images and containers are kept in memory (tmpfs), several times faster than a disk.</summary>
    /// <value><see langword="null"/>, the default, means if at least 8 GiB of it are available.</value>
    public bool? InMemory { get; init; }

    /// <summary>Size of the data root, in bytes, if it is in memory: the engine's disk is full beyond it.</summary>
    /// <value><see langword="null"/>, the default, means half of what is available.</value>
    public long? DataBytes { get; init; }
}
