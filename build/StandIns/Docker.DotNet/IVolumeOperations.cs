using System.Net.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IVolumeOperations
{
    Task<VolumesListResponse> ListAsync(
        VolumesListParameters parameters, CancellationToken cancellationToken = default);

    Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default);

    Task RemoveAsync(string name, bool? force = null, CancellationToken cancellationToken = default);
}

internal sealed class VolumeOperations(Routes routes) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken) =>
        routes.GetAsync<VolumesListResponse>(
            "volumes", new Query().Add("filters", parameters.Filters), null, cancellationToken);

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken) =>
        routes.PostAsync<VolumeResponse>("volumes/create", new Query(), parameters, null, cancellationToken);

    public Task RemoveAsync(string name, bool? force, CancellationToken cancellationToken) =>
        routes.SendAsync(
            HttpMethod.Delete, $"volumes/{name}", new Query().Add("force", force), null, cancellationToken);
}
