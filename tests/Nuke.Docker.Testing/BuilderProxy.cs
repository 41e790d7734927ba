using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nuke.Docker.Testing;

/// <summary>What on the wire is a buildkitd: it listens for HTTP/2, and hands each connection on to an engine's
/// <c>POST /grpc</c>.</summary>
/// <remarks>The engine is dialled when the client has spoken: it hangs up after ten silent seconds.</remarks>
public sealed class BuilderProxy : IAsyncDisposable
{
    const string Upgrade = "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    readonly Socket _listener;
    readonly TemporaryDirectory? _directory;
    readonly PrivateEngine _engine;
    readonly SslServerAuthenticationOptions? _tls;
    readonly bool _isEngine;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentBag<Task> _conversations = [];
    readonly Task _accepting;
    readonly TaskCompletionSource _thaw = new();
    readonly TaskCompletionSource _frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationTokenSource _cut = new();
    volatile Task _passing = Task.CompletedTask;
    int _connections;
    long _received;

    BuilderProxy(
        PrivateEngine engine,
        Socket listener,
        TemporaryDirectory? directory = null,
        SslServerAuthenticationOptions? tls = null,
        bool isEngine = false)
    {
        (_engine, _listener, _directory, _tls, _isEngine) = (engine, listener, directory, tls, isEngine);
        Endpoint = listener.LocalEndPoint is IPEndPoint address ? $"tcp://127.0.0.1:{address.Port}"
            : $"unix://{((UnixDomainSocketEndPoint)listener.LocalEndPoint!)}";
        listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary><c>tcp://127.0.0.1:…</c> or <c>unix://…</c>.</summary>
    public string Endpoint { get; }

    /// <summary>Connections that were accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Whether connections are slow: see <see cref="Trickle"/>. To be set before there is one.</summary>
    public bool IsSlow { get; set; }

    /// <summary>After how many bytes of the builder, on all connections together, it dies. See <see cref="CutAsync"/>.
    /// </summary>
    public long DiesAfterBytes { get; set; } = long.MaxValue;

    /// <summary>After how many bytes of the builder, on all connections together, no byte passes any more. See
    /// <see cref="Freeze"/>.</summary>
    public long FreezesAfterBytes { get; set; } = long.MaxValue;

    /// <summary>Done when no byte passes any more.</summary>
    public Task Frozen => _frozen.Task;

    public static BuilderProxy OnTcp(PrivateEngine engine) => new(engine, TcpListener());

    public static BuilderProxy OnUnixSocket(PrivateEngine engine, bool isEngine = false)
    {
        var directory = new TemporaryDirectory();
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory.Path, "builder.sock")));
        return new(engine, listener, directory, isEngine: isEngine);
    }

    /// <param name="engine">Builds.</param>
    /// <param name="certificate">The builder's.</param>
    /// <param name="clients">Whose clients are let in.</param>
    public static BuilderProxy OnTls(
        PrivateEngine engine, X509Certificate2 certificate, CertificateAuthority clients) =>
        new(engine, TcpListener(), tls: new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback =
                (_, shown, _, _) => shown is X509Certificate2 client && clients.Issued(client),
        });

    /// <summary>An engine that speaks HTTP/2 on its own socket, and upgrades no connection to it.</summary>
    public static BuilderProxy AsEngine(PrivateEngine engine) => OnUnixSocket(engine, isEngine: true);

    /// <summary>Ends all connections, as a builder that dies does; new ones are accepted.</summary>
    public async Task CutAsync() => await Interlocked.Exchange(ref _cut, new CancellationTokenSource()).CancelAsync();

    /// <summary>Lets no byte pass any more, as a machine that is gone: connections stay open.</summary>
    public void Freeze()
    {
        _passing = _thaw.Task;
        _frozen.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        _cut.Dispose();
        _directory?.Dispose();
    }

    static Socket TcpListener()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return listener;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                if (socket.AddressFamily == AddressFamily.InterNetwork)
                    socket.NoDelay = true;
                Interlocked.Increment(ref _connections);
                _conversations.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(Socket socket)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _cut.Token);
        await using var plain = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await using var client = await SecureAsync(plain, over.Token);
            var first = new byte[64 * 1024];
            var length = await client.ReadAsync(first, over.Token);
            if (length == 0)
                return;
            using var socketOfEngine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socketOfEngine.ConnectAsync(new UnixDomainSocketEndPoint(_engine.SocketPath), over.Token);
            await using var engine = new NetworkStream(socketOfEngine);
            if (!_isEngine || first.AsSpan(0, length).StartsWith("PRI "u8))
                await UpgradeAsync(engine, over.Token);
            await engine.WriteAsync(Changed(first.AsMemory(0, length)), over.Token);
            await JoinAsync(client, engine, over);
        }
        catch (Exception e) when (
            e is OperationCanceledException or IOException or AuthenticationException or SocketException
                or ObjectDisposedException)
        {
            // Refused, hung up, or the test is over: the other side's view is what is asserted.
        }
    }

    async Task<Stream> SecureAsync(Stream plain, CancellationToken cancellationToken)
    {
        if (_tls is null)
            return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(_tls, cancellationToken);
        return secured;
    }

    async Task JoinAsync(Stream client, Stream engine, CancellationTokenSource over)
    {
        var up = PumpAsync(client, engine, Changed, new Trickle(pauses: false), over.Token);
        var down = PumpAsync(engine, client, Counted, new Trickle(pauses: true), over.Token);
        await Task.WhenAny(up, down);
        await over.CancelAsync();
        await Task.WhenAll(up, down);
    }

    async Task PumpAsync(
        Stream from,
        Stream to,
        Func<Memory<byte>, Memory<byte>> change,
        Trickle trickle,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await _passing.WaitAsync(cancellationToken);
            var bytes = change(buffer.AsMemory(0, read));
            if (IsSlow)
                await trickle.WriteAsync(to, bytes, cancellationToken);
            else
                await to.WriteAsync(bytes, cancellationToken);
        }
    }

    Memory<byte> Counted(Memory<byte> received)
    {
        var before = Interlocked.Add(ref _received, received.Length) - received.Length;
        if (Reaches(DiesAfterBytes))
            _ = CutAsync();
        if (Reaches(FreezesAfterBytes))
            Freeze();
        return received;

        bool Reaches(long limit) => before < limit && before + received.Length >= limit;
    }

    /// <summary>As an engine it has no route for upgrades.</summary>
    Memory<byte> Changed(Memory<byte> sent)
    {
        if (_isEngine && sent.Span.IndexOf("/grpc HTTP/1.1"u8) is >= 0 and var at)
            "/none"u8.CopyTo(sent.Span[at..]);
        return sent;
    }

    static async Task UpgradeAsync(Stream engine, CancellationToken cancellationToken)
    {
        await engine.WriteAsync(Encoding.ASCII.GetBytes(Upgrade), cancellationToken);
        var one = new byte[1];
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await engine.ReadExactlyAsync(one, cancellationToken);
            head.Append((char)one[0]);
        }
    }
}
