using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.BuildKit;

/// <summary>To the BuildKit of an engine, through connections that the engine upgrades.</summary>
sealed class UpgradedRoute(DockerEngine engine) : BuildKitRoute(engine.Endpoint)
{
    const string Protocol = "h2c";

    public override string SessionName => "POST /session";

    public override async Task<GrpcClient> ConnectAsync(CancellationToken cancellationToken) => new(
        await engine.UpgradeAsync(new EngineQuery("grpc"), Protocol, configure: null, cancellationToken)
            .ConfigureAwait(false),
        (method, e) => ConnectionFailure.Translate(Endpoint, $"POST /grpc, {method}", e));

    public override Task<Stream> OpenSessionAsync(
        IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken) =>
        engine.UpgradeRawAsync(new EngineQuery("session"), Protocol, headers, cancellationToken);
}
