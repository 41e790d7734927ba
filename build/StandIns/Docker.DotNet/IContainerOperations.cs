using System.Net;
using System.Net.Http;
using Docker.DotNet.Models;
using Threading = System.Threading;

namespace Docker.DotNet;

public interface IContainerOperations
{
    Task<IList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken = default);

    Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerParameters parameters, CancellationToken cancellationToken = default);

    Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default);

    Task<bool> StartContainerAsync(
        string id, ContainerStartParameters parameters, CancellationToken cancellationToken = default);

    Task<bool> StopContainerAsync(
        string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default);

    Task KillContainerAsync(
        string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default);

    Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default);

    Task RemoveContainerAsync(
        string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default);
}

internal sealed class ContainerOperations(Routes routes) : IContainerOperations
{
    public Task<IList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken) =>
        routes.GetAsync<IList<ContainerListResponse>>(
            "containers/json",
            new Query().Add("size", parameters.Size).Add("all", parameters.All).Add("filters", parameters.Filters),
            null,
            cancellationToken);

    public Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync<CreateContainerResponse>(
            "containers/create",
            new Query().Add("name", parameters.Name).Add("platform", parameters.Platform),
            parameters,
            body => new DockerImageNotFoundException(HttpStatusCode.NotFound, body),
            cancellationToken);

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        routes.GetAsync<ContainerInspectResponse>($"containers/{id}/json", new Query(), NoContainer, cancellationToken);

    public Task<bool> StartContainerAsync(
        string id, ContainerStartParameters parameters, CancellationToken cancellationToken) =>
        ActAsync($"containers/{id}/start", new Query(), cancellationToken);

    public Task<bool> StopContainerAsync(
        string id, ContainerStopParameters parameters, CancellationToken cancellationToken) =>
        ActAsync($"containers/{id}/stop", new Query().Add("t", parameters.WaitBeforeKillSeconds), cancellationToken);

    public Task KillContainerAsync(
        string id, ContainerKillParameters parameters, CancellationToken cancellationToken) =>
        ActAsync($"containers/{id}/kill", new Query().Add("signal", parameters.Signal), cancellationToken);

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken) =>
        routes.ReadAsync<ContainerWaitResponse>(
            HttpMethod.Post,
            $"containers/{id}/wait",
            new Query(),
            null,
            NoContainer,
            Threading.Timeout.InfiniteTimeSpan,
            cancellationToken);

    public Task RemoveContainerAsync(
        string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken) =>
        routes.SendAsync(
            HttpMethod.Delete,
            $"containers/{id}",
            new Query().Add("v", parameters.RemoveVolumes).Add("force", parameters.Force),
            NoContainer,
            cancellationToken);

    private static DockerApiException NoContainer(string body) =>
        new DockerContainerNotFoundException(HttpStatusCode.NotFound, body);

    private async Task<bool> ActAsync(string path, Query query, CancellationToken stop) =>
        await routes.SendAsync(HttpMethod.Post, path, query, NoContainer, stop)
            .ConfigureAwait(false) != HttpStatusCode.NotModified;
}
