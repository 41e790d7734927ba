using System.Net;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>Creates a container without starting it.</summary>
    /// <returns>Its ID.</returns>
    internal async Task<string> CreateContainerAsync(ContainerRequest request, CancellationToken cancellationToken)
    {
        var parameters = ContainerCreation.Parameters(request);
        var created = await CallAsync(
            "POST /containers/create",
            (client, stop) => client.Containers.CreateContainerAsync(parameters, stop),
            cancellationToken).ConfigureAwait(false);
        return created.ID;
    }

    /// <summary>Starts a container; one that runs already is left alone.</summary>
    internal Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        CallAsync(
            $"POST /containers/{id}/start",
            (client, stop) => client.Containers.StartContainerAsync(id, new ContainerStartParameters(), stop),
            cancellationToken);

    /// <summary>Asks the container's process to end, and kills it after <paramref name="grace"/>.</summary>
    internal Task StopContainerAsync(string id, TimeSpan grace, CancellationToken cancellationToken)
    {
        var parameters = new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) };
        return CallAsync(
            $"POST /containers/{id}/stop",
            (client, stop) => client.Containers.StopContainerAsync(id, parameters, stop),
            cancellationToken,
            AnswerLimit + grace);
    }

    /// <summary>Sends a signal, SIGKILL if none is named.</summary>
    internal Task KillContainerAsync(string id, CancellationToken cancellationToken, string? signal = null) =>
        CallAsync(
            $"POST /containers/{id}/kill",
            (client, stop) =>
                client.Containers.KillContainerAsync(id, new ContainerKillParameters { Signal = signal }, stop),
            cancellationToken);

    /// <summary>Waits, without limit, until a started container ends.</summary>
    /// <returns>The exit code. A container that has not been started gives 0 at once.</returns>
    internal async Task<long> WaitContainerAsync(string id, CancellationToken cancellationToken)
    {
        var route = $"POST /containers/{id}/wait";
        var result = await CallAsync(
            route,
            (client, stop) => client.Containers.WaitContainerAsync(id, stop),
            cancellationToken,
            Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        return result.Error?.Message is { Length: > 0 } message
            ? throw EngineRequestException.FailedInStream(route, message)
            : result.StatusCode;
    }

    /// <summary>A container by name or ID; null if it is not on this engine.</summary>
    internal async Task<ContainerDetails?> FindContainerAsync(string id, CancellationToken cancellationToken)
    {
        var container = await NullIfAbsentAsync(CallAsync(
            $"GET /containers/{id}/json",
            (client, stop) => client.Containers.InspectContainerAsync(id, stop),
            cancellationToken)).ConfigureAwait(false);
        return container is null ? null : new ContainerDetails(
            container.ID,
            WithoutSlash(container.Name),
            container.Image,
            container.Platform ?? "",
            Copy(container.Config?.Labels),
            new ContainerState(
                container.State?.Status ?? "",
                container.State?.Running ?? false,
                container.State?.ExitCode ?? 0,
                container.State?.OOMKilled ?? false,
                container.State?.Error ?? "")
            {
                Health = container.State?.Health?.Status is { } health and not "none" ? health : "",
                HealthOutput = container.State?.Health?.Log is [.., { Output: { } output }] ? output : "",
                Restarting = container.State?.Restarting ?? false,
            })
        {
            Ports = [.. from port in container.NetworkSettings?.Ports ?? new Dictionary<string, IList<PortBinding>>()
                        from binding in port.Value ?? []
                        select new PortMapping(port.Key, binding.HostIP ?? "", binding.HostPort ?? "")],
            Networks = (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>())
                .ToDictionary(network => network.Key, network => network.Value?.IPAddress ?? ""),
        };
    }

    /// <summary>Containers that match, stopped ones too.</summary>
    internal async Task<IReadOnlyList<ContainerListing>> ListContainersAsync(
        EngineFilters filters, CancellationToken cancellationToken, bool withSizes = false)
    {
        var parameters = new ContainersListParameters
        {
            All = true,
            Size = withSizes ? true : null,
            Filters = filters.ToDictionary()
        };
        var containers = await CallAsync(
            "GET /containers/json",
            (client, stop) => client.Containers.ListContainersAsync(parameters, stop),
            cancellationToken).ConfigureAwait(false);
        return [.. containers.Select(container => new ContainerListing(
            container.ID,
            [.. Copy(container.Names).Select(WithoutSlash)],
            container.Image ?? "",
            container.ImageID ?? "",
            Copy(container.Labels),
            container.State ?? "",
            At(container.Created),
            withSizes ? container.SizeRw : null))];
    }

    /// <summary>Removes a container, running or not, with its anonymous volumes.</summary>
    internal async Task<Removal> RemoveContainerAsync(string id, CancellationToken cancellationToken)
    {
        var parameters = new ContainerRemoveParameters { Force = true, RemoveVolumes = true };
        var removal = await RemovalAsync(
            CallAsync(
                $"DELETE /containers/{id}",
                (client, stop) => client.Containers.RemoveContainerAsync(id, parameters, stop),
                cancellationToken),
            HttpStatusCode.Conflict).ConfigureAwait(false);
        // With force, the only conflict left is a removal that is under way already.
        return removal == Removal.InUse ? Removal.Removed : removal;
    }

    static string WithoutSlash(string? name) => name?.TrimStart('/') ?? "";
}
