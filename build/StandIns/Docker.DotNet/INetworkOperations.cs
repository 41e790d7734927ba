using System.Net;
using System.Net.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface INetworkOperations
{
    Task<IList<NetworkResponse>> ListNetworksAsync(
        NetworksListParameters parameters = null, CancellationToken cancellationToken = default);

    Task DeleteNetworkAsync(string id, CancellationToken cancellationToken = default);

    Task<NetworksCreateResponse> CreateNetworkAsync(
        NetworksCreateParameters parameters, CancellationToken cancellationToken = default);

    Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken = default);

    Task ConnectNetworkAsync(
        string id, NetworkConnectParameters parameters, CancellationToken cancellationToken = default);

    Task DisconnectNetworkAsync(
        string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken = default);
}

internal sealed class NetworkOperations(Routes routes) : INetworkOperations
{
    public Task<IList<NetworkResponse>> ListNetworksAsync(
        NetworksListParameters parameters, CancellationToken cancellationToken) =>
        routes.GetAsync<IList<NetworkResponse>>(
            "networks", new Query().Add("filters", parameters?.Filters), null, cancellationToken);

    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken) =>
        routes.SendAsync(
            HttpMethod.Delete,
            $"networks/{id}",
            new Query(),
            NoNetwork,
            cancellationToken);

    public Task<NetworksCreateResponse> CreateNetworkAsync(
        NetworksCreateParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync<NetworksCreateResponse>("networks/create", new Query(), parameters, null, cancellationToken);

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        routes.GetAsync<NetworkResponse>($"networks/{id}", new Query(), NoNetwork, cancellationToken);

    public Task ConnectNetworkAsync(
        string id, NetworkConnectParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync($"networks/{id}/connect", parameters, NoNetwork, cancellationToken);

    public Task DisconnectNetworkAsync(
        string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync($"networks/{id}/disconnect", parameters, NoNetwork, cancellationToken);

    private static DockerApiException NoNetwork(string body) =>
        new DockerNetworkNotFoundException(HttpStatusCode.NotFound, body);
}
