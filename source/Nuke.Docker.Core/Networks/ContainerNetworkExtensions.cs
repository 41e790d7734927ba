using Nuke.Docker.Containers;

namespace Nuke.Docker.Networks;

/// <summary>How containers get onto a network.</summary>
public static class ContainerNetworkExtensions
{
    /// <summary>Starts the container on a network.</summary>
    /// <param name="settings">The container.</param>
    /// <param name="network">The network; instead of the engine's default one.</param>
    /// <param name="aliases">Names under which the others find it there, besides its own.</param>
    public static ContainerRunSettings SetNetwork(
        this ContainerRunSettings settings, ContainerNetwork network, params IEnumerable<string> aliases) =>
        settings.SetNetwork(network.Name).ClearNetworkAliases().AddNetworkAliases(aliases);
}
