using System.Net;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    internal async Task<IReadOnlyList<NetworkListing>> ListNetworksAsync(
        EngineFilters filters, CancellationToken cancellationToken)
    {
        var parameters = new NetworksListParameters { Filters = filters.ToDictionary() };
        var networks = await CallAsync(
            "GET /networks", (client, stop) => client.Networks.ListNetworksAsync(parameters, stop), cancellationToken)
                .ConfigureAwait(false);
        return [.. networks.Select(
            network => new NetworkListing(network.ID, network.Name, Copy(network.Labels), At(network.Created)))];
    }

    /// <summary>Creates a bridge network.</summary>
    /// <returns>Its ID.</returns>
    internal async Task<string> CreateNetworkAsync(
        string name,
        IReadOnlyDictionary<string, string> labels,
        CancellationToken cancellationToken,
        bool isInternal = false)
    {
        var parameters = new NetworksCreateParameters
        {
            Name = name,
            CheckDuplicate = true,
            Internal = isInternal,
            Labels = new Dictionary<string, string>(labels),
        };
        var created = await CallAsync(
            "POST /networks/create",
            (client, stop) => client.Networks.CreateNetworkAsync(parameters, stop),
            cancellationToken).ConfigureAwait(false);
        return created.ID;
    }

    /// <summary>IDs of the containers on a network that run; null if there is no such network.</summary>
    internal async Task<IReadOnlyList<string>?> ContainersOnNetworkAsync(string id, CancellationToken cancellationToken)
    {
        var network = await NullIfAbsentAsync(CallAsync(
            $"GET /networks/{id}", (client, stop) => client.Networks.InspectNetworkAsync(id, stop), cancellationToken))
                .ConfigureAwait(false);
        return network is null ? null : [.. (network.Containers ?? new Dictionary<string, EndpointResource>()).Keys];
    }

    internal Task ConnectNetworkAsync(
        string id, string container, IReadOnlyList<string> aliases, CancellationToken cancellationToken)
    {
        var parameters = new NetworkConnectParameters
        {
            Container = container,
            EndpointConfig = new EndpointSettings { Aliases = [.. aliases] },
        };
        return CallAsync(
            $"POST /networks/{id}/connect",
            (client, stop) => client.Networks.ConnectNetworkAsync(id, parameters, stop),
            cancellationToken);
    }

    /// <summary>Takes a container off a network, whatever state it is in.</summary>
    internal Task DisconnectNetworkAsync(string id, string container, CancellationToken cancellationToken)
    {
        var parameters = new NetworkDisconnectParameters { Container = container, Force = true };
        return CallAsync(
            $"POST /networks/{id}/disconnect",
            (client, stop) => client.Networks.DisconnectNetworkAsync(id, parameters, stop),
            cancellationToken);
    }

    internal Task<Removal> RemoveNetworkAsync(string id, CancellationToken cancellationToken) =>
        RemovalAsync(
            CallAsync($"DELETE /networks/{id}", (client, stop) =>
                client.Networks.DeleteNetworkAsync(id, stop), cancellationToken),
            HttpStatusCode.Forbidden,
            HttpStatusCode.Conflict);
}
