using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit;

/// <summary>The BuildKit of one engine: what we may ask of it.</summary>
sealed class BuildKitConnection : IDisposable
{
    const string Control = "/moby.buildkit.v1.Control/";
    const string ContainerdLabel = "org.mobyproject.buildkit.worker.containerd.namespace";

    readonly GrpcClient _client;

    BuildKitConnection(DockerEngine engine, GrpcClient client, bool hasContainerdStore) =>
        (Engine, _client, HasContainerdStore) = (engine, client, hasContainerdStore);

    public DockerEngine Engine { get; }

    /// <summary>Whether images are kept in containerd's store: then caches and archives can be exported.</summary>
    public bool HasContainerdStore { get; }

    /// <summary>Looks for BuildKit, and connects to it.</summary>
    /// <returns><see langword="null"/> if the engine has none.</returns>
    /// <remarks>
    /// <c>GET /_ping</c> does not tell: its <c>Builder-Version</c> is a recommendation, which engine 20.10 does not
    /// make although it has BuildKit, and which podman leaves empty.
    /// </remarks>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<BuildKitConnection?> FindAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        GrpcClient client;
        try
        {
            client = await GrpcClient.ConnectAsync(engine, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineRequestException)
        {
            return null; // It answered, and it does not know the route.
        }

        try
        {
            // Asked at once: an engine hangs up if it hears nothing for ten seconds after the upgrade.
            var workers = await client
                .CallAsync<ListWorkersResponse>(Control + "ListWorkers", Empty.Instance, cancellationToken)
                .ConfigureAwait(false);
            return new(engine, client, workers.Labels.Any(labels => labels.ContainsKey(ContainerdLabel)));
        }
        catch
        {
            client.Dispose();
            throw;
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

    public void Dispose() => _client.Dispose();
}
