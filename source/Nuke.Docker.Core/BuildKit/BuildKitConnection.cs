using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit;

/// <summary>The BuildKit of one engine: what we may ask of it.</summary>
sealed class BuildKitConnection : IDisposable
{
    const string Control = "/moby.buildkit.v1.Control/";

    readonly GrpcClient _client;

    BuildKitConnection(DockerEngine engine, GrpcClient client) => (Engine, _client) = (engine, client);

    public DockerEngine Engine { get; }

    /// <summary>Looks for BuildKit, and connects to it.</summary>
    /// <returns><see langword="null"/> if the engine has none.</returns>
    /// <remarks>
    /// <c>GET /_ping</c> does not tell: its <c>Builder-Version</c> is a recommendation, which engine 20.10 does not
    /// make although it has BuildKit, and which podman leaves empty.
    /// </remarks>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<BuildKitConnection?> FindAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return new(engine, await GrpcClient.ConnectAsync(engine, cancellationToken).ConfigureAwait(false));
        }
        catch (EngineRequestException)
        {
            return null; // It answered, and it does not know the route.
        }
    }

    /// <summary>Builds. A solve whose call is cancelled is cancelled on the engine.</summary>
    /// <exception cref="GrpcException">It failed; the details say where.</exception>
    public Task<SolveResponse> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        _client.CallAsync<SolveResponse>(Control + "Solve", request, cancellationToken);

    /// <summary>The trace of one solve, from its beginning to its end. It may be asked for up to 3 s before the solve
    /// begins.</summary>
    public IAsyncEnumerable<StatusResponse> TraceAsync(string reference, CancellationToken cancellationToken) =>
        _client.StreamAsync<StatusResponse>(Control + "Status", new StatusRequest(reference), cancellationToken);

    /// <summary>Whether images are kept in containerd's store: then caches and archives can be exported.</summary>
    public async Task<bool> HasContainerdStoreAsync(CancellationToken cancellationToken)
    {
        var workers = await _client.CallAsync<ListWorkersResponse>(
            Control + "ListWorkers", Empty.Instance, cancellationToken)
            .ConfigureAwait(false);
        return workers.Labels.Any(labels => labels.ContainsKey("org.mobyproject.buildkit.worker.containerd.namespace"));
    }

    public void Dispose() => _client.Dispose();
}
