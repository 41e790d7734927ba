using System.Net.Sockets;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit;

/// <summary>An engine whose BuildKit does what a test says.</summary>
sealed class ScriptedBuildKit : IAsyncDisposable
{
    const string Switching = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    readonly TaskCompletionSource _cutSession = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _endedSession = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _cutControl = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedBuildKit()
    {
        Engine.Answer("POST /grpc", ServeAsync);
        Engine.Answer("POST /session", async exchange =>
        {
            await exchange.SendAsync(Switching);
            var hangingUp = exchange.ReadToHangUpAsync();
            if (await Task.WhenAny(_cutSession.Task, hangingUp) == _cutSession.Task)
                ((NetworkStream)exchange.Connection).Socket.Shutdown(SocketShutdown.Send);
            await hangingUp;
            _endedSession.TrySetResult();
            exchange.Close();
        });
    }

    public ScriptedEngine Engine { get; } = ScriptedEngine.OnUnixSocket();

    /// <summary>How often it was asked for its workers.</summary>
    public int Greetings { get; private set; }

    /// <summary>Answers a solve.</summary>
    public GrpcHandler Solve { get; set; } = (call, _) =>
    {
        call.Write(Empty.Instance);
        return Task.CompletedTask;
    };

    /// <summary>Tells the trace.</summary>
    public GrpcHandler Status { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Hangs up the session.</summary>
    /// <returns>Done when the client has heard of it.</returns>
    public Task CutSession()
    {
        _cutSession.TrySetResult();
        return _endedSession.Task;
    }

    public void CutControl() => _cutControl.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        _ = CutSession();
        CutControl();
        await Engine.DisposeAsync();
    }

    async Task ServeAsync(ScriptedExchange exchange)
    {
        await exchange.SendAsync(Switching);
        var methods = new Dictionary<string, GrpcHandler>
        {
            ["/moby.buildkit.v1.Control/ListWorkers"] = (call, _) =>
            {
                Greetings++;
                call.Write(Empty.Instance);
                return Task.CompletedTask;
            },
            ["/moby.buildkit.v1.Control/Solve"] = (call, stop) => Solve(call, stop),
            ["/moby.buildkit.v1.Control/Status"] = (call, stop) => Status(call, stop),
        };
        await using var server = await GrpcServer.StartAsync(exchange.Connection, methods, exchange.Stop);
        await Task.WhenAny(_cutControl.Task, server.Ended);
        exchange.Close();
    }
}
