using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Core.Tests.BuildKit;

/// <summary>Our client and our server on two ends of one connection.</summary>
sealed class GrpcPair : IAsyncDisposable
{
    /// <summary>After this a call that should have ended has failed the test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static readonly EngineEndpoint Endpoint = EngineEndpoint.Parse("unix:///scripted.sock");

    readonly SocketPair _sockets;
    readonly GrpcServer _server;

    GrpcPair(SocketPair sockets, GrpcServer server)
    {
        (_sockets, _server) = (sockets, server);
        Client = new GrpcClient(
            sockets.Ours, (method, e) => ConnectionFailure.Translate(Endpoint, $"POST /grpc, {method}", e));
    }

    public GrpcClient Client { get; }

    public static async Task<GrpcPair> StartAsync(params IEnumerable<KeyValuePair<string, GrpcHandler>> methods)
    {
        var sockets = await SocketPair.OpenAsync();
        return new(
            sockets, await GrpcServer.StartAsync(sockets.Theirs, methods.ToDictionary(), CancellationToken.None));
    }

    /// <summary>Cuts the connection, as an engine that dies does.</summary>
    public ValueTask DieAsync() => _server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _sockets.Dispose();
    }
}
