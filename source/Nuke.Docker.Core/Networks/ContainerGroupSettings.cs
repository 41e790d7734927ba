using Nuke.Docker.Containers;

namespace Nuke.Docker.Networks;

/// <summary>Several containers on a network of their own.</summary>
public sealed record ContainerGroupSettings
{
    /// <summary>A group without containers.</summary>
    public static ContainerGroupSettings Default { get; } = new();

    /// <summary>The containers. They are started in the order of what they depend on, independent ones at the same
    /// time.</summary>
    public IReadOnlyList<ContainerGroupMember> Members { get; init; } = [];

    /// <summary>The network.</summary>
    public ContainerNetworkSettings Network { get; init; } = ContainerNetworkSettings.Default;

    /// <summary>Adds a container.</summary>
    /// <param name="name">The name under which the others of the group find it; the engine's name of it is another
    /// one.</param>
    /// <param name="settings">What is run, how, and what is waited for before others that depend on it are
    /// started.</param>
    /// <param name="dependencies">Names of those that have to be ready before it is started.</param>
    public ContainerGroupSettings Add(
        string name, ContainerRunSettings settings, params IReadOnlyList<string> dependencies) =>
        this with { Members = [.. Members, new ContainerGroupMember(name, settings, dependencies)] };

    /// <summary>Changes the network.</summary>
    public ContainerGroupSettings SetNetwork(Func<ContainerNetworkSettings, ContainerNetworkSettings> configure) =>
        this with { Network = configure(Network) };
}
