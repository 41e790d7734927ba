using System.Net;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    internal async Task<IReadOnlyList<VolumeListing>> ListVolumesAsync(
        EngineFilters filters, CancellationToken cancellationToken)
    {
        var parameters = new VolumesListParameters { Filters = filters.ToDictionary() };
        var volumes = await CallAsync(
            "GET /volumes", (client, stop) => client.Volumes.ListAsync(parameters, stop), cancellationToken)
                .ConfigureAwait(false);
        return [.. (volumes.Volumes ?? []).Select(
            volume => new VolumeListing(volume.Name, Copy(volume.Labels), volume.CreatedAt))];
    }

    internal Task CreateVolumeAsync(
        string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var parameters = new VolumesCreateParameters { Name = name, Labels = new Dictionary<string, string>(labels) };
        return CallAsync(
            "POST /volumes/create", (client, stop) => client.Volumes.CreateAsync(parameters, stop), cancellationToken);
    }

    internal Task<Removal> RemoveVolumeAsync(string name, CancellationToken cancellationToken) =>
        RemovalAsync(
            CallAsync($"DELETE /volumes/{name}", (client, stop) =>
                client.Volumes.RemoveAsync(name, null, stop), cancellationToken),
            HttpStatusCode.Conflict);
}
