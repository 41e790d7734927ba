using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface ISystemOperations
{
    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default);
}

internal sealed class SystemOperations(Routes routes) : ISystemOperations
{
    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken) =>
        routes.GetAsync<SystemInfoResponse>("info", new Query(), null, cancellationToken);
}
