using System.Net;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    internal async Task<IReadOnlyList<NetworkListing>> ListNetworksAsync(EngineFilters filters, CancellationToken cancellationToken)
    {
        var parameters = new NetworksListParameters { Filters = filters.ToDictionary() };
        var networks = await CallAsync(
            "GET /networks", (client, stop) => client.Networks.ListNetworksAsync(parameters, stop), cancellationToken).ConfigureAwait(false);
        return [.. networks.Select(network => new NetworkListing(network.ID, network.Name, Copy(network.Labels), At(network.Created)))];
    }

    /// <summary>Creates a bridge network.</summary>
    /// <returns>Its ID.</returns>
    internal async Task<string> CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var parameters = new NetworksCreateParameters { Name = name, CheckDuplicate = true, Labels = new Dictionary<string, string>(labels) };
        var created = await CallAsync(
            "POST /networks/create", (client, stop) => client.Networks.CreateNetworkAsync(parameters, stop), cancellationToken).ConfigureAwait(false);
        return created.ID;
    }

    internal Task<Removal> RemoveNetworkAsync(string id, CancellationToken cancellationToken) =>
        RemovalAsync(
            CallAsync($"DELETE /networks/{id}", (client, stop) => client.Networks.DeleteNetworkAsync(id, stop), cancellationToken),
            HttpStatusCode.Forbidden,
            HttpStatusCode.Conflict);
}
