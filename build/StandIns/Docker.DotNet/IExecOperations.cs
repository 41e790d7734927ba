using System.Net;
using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IExecOperations
{
    Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default);

    Task<ContainerExecInspectResponse> InspectContainerExecAsync(
        string id, CancellationToken cancellationToken = default);
}

internal sealed class ExecOperations(Routes routes) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync<ContainerExecCreateResponse>(
            $"containers/{id}/exec", new Query(), parameters, NoContainer, cancellationToken);

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(
        string id, CancellationToken cancellationToken) =>
        routes.GetAsync<ContainerExecInspectResponse>($"exec/{id}/json", new Query(), NoContainer, cancellationToken);

    private static DockerApiException NoContainer(string body) =>
        new DockerContainerNotFoundException(HttpStatusCode.NotFound, body);
}
