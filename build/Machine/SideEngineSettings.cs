namespace Nuke.Docker.Machine;

/// <summary>What distinguishes one side engine from another.</summary>
public sealed record SideEngineSettings
{
    /// <summary>The suite whose engine runs.</summary>
    /// <value><see langword="null"/>, the default, means the one that this machine has installed.</value>
    public DebianSuite? Suite { get; init; }

    /// <summary>More arguments for <c>dockerd</c>, such as <c>--feature</c>, <c>containerd-snapshotter=true</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Size of the data root, in bytes; the engine's disk is full beyond it.</summary>
    /// <value><see langword="null"/>, the default, means as much as memory or disk give.</value>
    public long? DataBytes { get; init; }
}
