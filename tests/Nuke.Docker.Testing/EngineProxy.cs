using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Testing;

/// <summary>A socket between the product and an engine: it tells what was sent, and hangs up when it is told
/// to.</summary>
public sealed partial class EngineProxy : IAsyncDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentQueue<Connection> _connections = [];
    readonly ConcurrentQueue<string> _requests = [];
    readonly Lock _lock = new();
    readonly MemoryStream _sent = new();
    readonly string _socketPath;
    readonly Task _accepting;

    /// <param name="engine">Its <c>unix://…</c>.</param>
    public EngineProxy(string engine)
    {
        _socketPath = engine["unix://".Length..];
        var path = Path.Combine(_directory.Path, "docker.sock");
        Endpoint = $"unix://{path}";
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary><c>unix://…</c>, instead of the engine's own.</summary>
    public string Endpoint { get; }

    /// <summary>Method and path of each HTTP/1.1 request, without the version of the API, in their order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Every byte that was sent to the engine, one character each.</summary>
    public string Sent
    {
        get
        {
            lock (_lock)
                return Encoding.Latin1.GetString(_sent.ToArray());
        }
    }

    /// <summary>Hangs up, on both sides, where this was the last HTTP/1.1 request.</summary>
    /// <param name="request">Such as <c>POST /session</c>.</param>
    public void Cut(string request)
    {
        foreach (var connection in _connections.Where(connection => connection.Request == request))
            connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections)
            connection.Dispose();
        await Task.WhenAll(_connections.Select(connection => connection.Ended));
        _stop.Dispose();
        await _sent.DisposeAsync();
        _directory.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                var connection = new Connection(client, engine);
                _connections.Enqueue(connection);
                connection.Ended = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(Connection connection)
    {
        using var _ = connection;
        try
        {
            await connection.Engine.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath));
            await Task.WhenAll(
                CopyAsync(connection.Client, connection.Engine, bytes => Record(connection, bytes)),
                CopyAsync(connection.Engine, connection.Client, _ => { }));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut here or there: the client's view is what is asserted.
        }
    }

    static async Task CopyAsync(Socket from, Socket to, Action<ReadOnlyMemory<byte>> record)
    {
        try
        {
            var buffer = new byte[64 << 10];
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
            {
                record(buffer.AsMemory(0, length));
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
            }
        }
        finally
        {
            to.Shutdown(SocketShutdown.Send);
        }
    }

    void Record(Connection connection, ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
            _sent.Write(bytes.Span);
        if (RequestLine().Match(Encoding.Latin1.GetString(bytes.Span[..Math.Min(bytes.Length, 1024)])) is
            { Success: true } line)
        {
            connection.Request = $"{line.Groups["method"]} {line.Groups["path"]}";
            _requests.Enqueue(connection.Request);
        }
    }

    // A client writes the head of a request at once.
    [GeneratedRegex(@"^(?<method>[A-Z]+) (?:/v[\d.]+)?(?<path>/[^ ?]*)\S* HTTP/1\.1\r\n")]
    private static partial Regex RequestLine();

    sealed class Connection(Socket client, Socket engine) : IDisposable
    {
        public Socket Client => client;

        public Socket Engine => engine;

        public string Request { get; set; } = "";

        public Task Ended { get; set; } = Task.CompletedTask;

        public void Dispose()
        {
            client.Dispose();
            engine.Dispose();
        }
    }
}
