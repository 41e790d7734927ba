using System.Net;
using System.Net.Sockets;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit;

/// <summary>A listener that speaks HTTP/2 from the first byte on, and answers what a test says.</summary>
sealed class ScriptedBuilder : IAsyncDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly Socket _listener;
    readonly List<GrpcServer> _servers = [];
    readonly Task _accepting;

    public ScriptedBuilder(bool onTcp = false)
    {
        _listener = onTcp
            ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.Combine(_directory.Path, "builder.sock");
        _listener.Bind(onTcp ? new IPEndPoint(IPAddress.Any, 0) : new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        Endpoint = EngineEndpoint.Parse(
            _listener.LocalEndPoint is IPEndPoint address
                ? $"tcp://builders.example:{address.Port}"
                : $"unix://{path}");
        _accepting = AcceptAsync();
    }

    /// <summary>On tcp it listens at each address of the machine, and the host has to be resolved by the
    /// test.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>Handlers by method of <c>Control</c>; a builder without workers, until a test says otherwise.</summary>
    public Dictionary<string, GrpcHandler> Methods { get; } = new()
    {
        ["/moby.buildkit.v1.Control/ListWorkers"] = Answer(Empty.Instance),
    };

    public static GrpcHandler Answer(Nuke.Docker.BuildKit.Wire.IWireMessage message) => (call, _) =>
    {
        call.Write(message);
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var server in _servers)
            await server.DisposeAsync();
        _directory.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var stream = new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true);
                _servers.Add(await GrpcServer.StartAsync(stream, Methods, CancellationToken.None));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
