using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Answers calls on one connection: Kestrel without host, container and routing.</summary>
sealed class GrpcServer : IAsyncDisposable
{
    /// <summary>How long a call may go on that is of no use to anyone any more.</summary>
    static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(5);

    readonly KestrelServer _server;
    readonly SingleConnection _connection;

    GrpcServer(KestrelServer server, SingleConnection connection) => (_server, _connection) = (server, connection);

    /// <summary>Done when the connection has ended, from whichever side.</summary>
    public Task Ended => _connection.Ended;

    /// <summary>Begins to answer.</summary>
    /// <param name="connection">Its other end speaks HTTP/2, beginning with the preface; disposed with the
    /// server.</param>
    /// <param name="services">Handlers by method, such as <c>/grpc.health.v1.Health/Check</c>.</param>
    /// <param name="cancellationToken">Ends the start alone.</param>
    public static async Task<GrpcServer> StartAsync(
        Stream connection, IReadOnlyDictionary<string, GrpcHandler> services, CancellationToken cancellationToken)
    {
        var single = new SingleConnection(connection);
        var server = new KestrelServer(
            Options.Create(MakeOptions()), new SingleConnectionFactory(single), NullLoggerFactory.Instance);
        await server.StartAsync(new GrpcApplication(services), cancellationToken).ConfigureAwait(false);
        return new GrpcServer(server, single);
    }

    /// <summary>Cuts off whatever still runs, and waits until it has put away what it was at.</summary>
    public async ValueTask DisposeAsync()
    {
        _connection.Abort();
        using var limit = new CancellationTokenSource(_stopLimit);
        await _server.StopAsync(limit.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    static KestrelServerOptions MakeOptions()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        var limits = options.Limits;
        // Without an end in sight, Kestrel 10.0 says goodbye at its first heartbeat.
        limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        // Each line of a .dockerignore arrives as a header field.
        limits.MaxRequestHeaderCount = 100_000;
        limits.MaxRequestHeadersTotalSize = 16 * 1024 * 1024;
        limits.MaxRequestBufferSize = 16 * 1024 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 1024 * 1024;
        // An output may have any size, and an ssh connection may be silent.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.Http2.MaxStreamsPerConnection = 10_000;
        limits.Http2.MaxFrameSize = 64 * 1024;
        limits.Http2.InitialConnectionWindowSize = 16 * 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 4 * 1024 * 1024;
        options.Listen(new IPEndPoint(IPAddress.None, 0), listen => listen.Protocols = HttpProtocols.Http2);
        return options;
    }
}
