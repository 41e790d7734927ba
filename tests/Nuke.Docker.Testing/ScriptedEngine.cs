using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Nuke.Docker.Testing;

/// <summary>A listener on a real socket that plays raw HTTP answers, byte by byte if need be, and records what was
/// asked.</summary>
/// <remarks><c>GET /_ping</c> and <c>GET /version</c> are those of an engine 20.10 until a test says
/// otherwise.</remarks>
public sealed class ScriptedEngine : IAsyncDisposable
{
    readonly Socket _listener;
    readonly string? _directory;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, Func<ScriptedExchange, Task>> _answers = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    readonly ConcurrentBag<Task> _conversations = [];
    readonly Task _accepting;
    int _connections;

    ScriptedEngine(Socket listener, string? directory, string endpoint)
    {
        (_listener, _directory, Endpoint) = (listener, directory, endpoint);
        AnswerVersion("1.41", "1.12", "20.10.24");
        listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary><c>unix://…</c> or <c>tcp://127.0.0.1:…</c>.</summary>
    public string Endpoint { get; }

    /// <summary>Requests in the order of their heads' arrival.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Connections that were accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static ScriptedEngine OnUnixSocket()
    {
        var directory = Directory.CreateTempSubdirectory("scripted-").FullName;
        var path = Path.Combine(directory, "docker.sock");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        return new ScriptedEngine(listener, directory, $"unix://{path}");
    }

    public static ScriptedEngine OnTcp()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new ScriptedEngine(listener, null, $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
    }

    /// <summary>Answers one route.</summary>
    /// <param name="route">Method and path without version and query, such as <c>POST /build</c>.</param>
    /// <param name="answer">Writes head and body. What it leaves of the request's body is not read.</param>
    public void Answer(string route, Func<ScriptedExchange, Task> answer) => _answers[route] = answer;

    /// <summary>Reads the request's body, then sends these bytes. Without a length or chunks in them the connection has
    /// to be closed.</summary>
    public void Answer(string route, string rawAnswer, bool close = false) => Answer(route, async exchange =>
    {
        await exchange.ReadBodyAsync();
        await exchange.SendAsync(rawAnswer);
        if (close)
            exchange.Close();
    });

    /// <summary>A JSON answer of known length.</summary>
    public void AnswerJson(string route, string json, string status = "200 OK") =>
        Answer(route, ScriptedExchange.Json(status, json));

    /// <summary>What <c>/_ping</c> and <c>/version</c> tell.</summary>
    public void AnswerVersion(string api, string oldestApi, string server)
    {
        Answer("GET /_ping", $"HTTP/1.1 200 OK\r\nApi-Version: {api}\r\nOstype: linux\r\nContent-Length: 2\r\n\r\nOK");
        AnswerJson(
            "GET /version",
            $$"""{"Version":"{{server}}","ApiVersion":"{{api}}","MinAPIVersion":"{{oldestApi}}","Os":"linux","Arch":"amd64"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                _conversations.Add(ConverseAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ConverseAsync(Socket socket, int connection)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await ScriptedExchange.ReadHeadAsync(stream, connection, _stop.Token) is { } exchange)
            {
                _requests.Enqueue(exchange.Request);
                if (_answers.TryGetValue(exchange.Request.Route, out var answer))
                    await answer(exchange);
                else
                    await ScriptedExchange.Json(
                        "404 Not Found", $$"""{"message":"not scripted: {{exchange.Request.Route}}"}""")(exchange);
                if (exchange.IsClosed || exchange.Request.Headers.GetValueOrDefault("Connection") == "close")
                    return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client hung up, or the test is over; both are for the test to assert.
        }
    }
}
