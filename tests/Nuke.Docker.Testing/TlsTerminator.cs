using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.Testing;

/// <summary>A TLS listener that hands every connection on to an engine's Unix socket.</summary>
public sealed class TlsTerminator : IAsyncDisposable
{
    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentBag<Task> _connections = [];
    readonly string _socketPath;
    readonly SslServerAuthenticationOptions _options;
    readonly Task _accepting;

    /// <param name="engine"><c>unix://…</c>.</param>
    /// <param name="certificate">The server's.</param>
    /// <param name="clients">Whose clients are let in; null: anybody.</param>
    /// <param name="protocols">None: whatever the system allows.</param>
    /// <param name="address">Where it listens; null: on loopback.</param>
    public TlsTerminator(
        string engine,
        X509Certificate2 certificate,
        CertificateAuthority? clients = null,
        SslProtocols protocols = SslProtocols.None,
        IPAddress? address = null)
    {
        _socketPath = engine["unix://".Length..];
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = clients is not null,
            RemoteCertificateValidationCallback = (_, shown, _, _) => clients is null
                || (shown is X509Certificate2 client && clients.Issued(client)),
        };
        _listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>The protocol of the last handshake.</summary>
    public SslProtocols Protocol { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(Socket socket)
    {
        await using var outside = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await outside.AuthenticateAsServerAsync(_options, _stop.Token);
            Protocol = outside.SslProtocol;
            using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), _stop.Token);
            await using var inside = new NetworkStream(engine);
            var up = outside.CopyToAsync(inside, _stop.Token);
            var down = inside.CopyToAsync(outside, _stop.Token);
            if (await Task.WhenAny(up, down) == up && up.IsFaulted)
                await down; // The engine takes no more; what it says about that is still to come.
            await outside.DisposeAsync();
            engine.Dispose();
            await Task.WhenAll(up, down);
        }
        catch (Exception e) when (
            e is OperationCanceledException or IOException or AuthenticationException or SocketException
                or ObjectDisposedException)
        {
            // Refused, hung up, or the test is over: the other side's view is what is asserted.
        }
    }
}
