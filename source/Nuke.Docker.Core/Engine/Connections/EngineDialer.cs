using System.IO.Pipes;
using System.Net.Sockets;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Opens one connection to an engine.</summary>
static class EngineDialer
{
    /// <summary>How long a connection may take to be made, TLS and ssh included.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);

    const int SendBytes = 256 * 1024;

    /// <exception cref="EngineUnavailableException">It cannot be opened; the message says why.</exception>
    public static async ValueTask<Stream> DialAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        try
        {
            return endpoint.Scheme switch
            {
                EndpointScheme.Unix => await DialUnixAsync(endpoint, limit.Token).ConfigureAwait(false),
                EndpointScheme.NamedPipe => await DialPipeAsync(endpoint, limit.Token).ConfigureAwait(false),
                EndpointScheme.Ssh => SshTunnel.Open(endpoint),
                _ => await DialTcpAsync(endpoint, limit.Token).ConfigureAwait(false),
            };
        }
        catch (SocketException e)
        {
            throw ConnectionFailure.Connecting(endpoint, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var timeout = new TimeoutException($"No connection within {ConnectLimit.TotalSeconds} s.", e);
            throw EngineUnavailableException.NoAnswer(
                endpoint, $"no connection within {ConnectLimit.TotalSeconds} s", timeout);
        }
    }

    static async Task<Stream> DialUnixAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        // connect(2) on a missing path comes back as "Cannot assign requested address".
        if (!File.Exists(endpoint.SocketPath))
            throw EngineUnavailableException.NoAnswer(endpoint, "no such socket");
        // The default of Linux, 208 KiB less its bookkeeping, would cut each buffer of a context in parts that wait for
        // each other.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            SendBufferSize = SendBytes
        };
        return await ConnectAsync(
            socket, s => s.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.SocketPath), cancellationToken))
            .ConfigureAwait(false);
    }

    static async Task<Stream> DialTcpAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = await ConnectAsync(socket, s => endpoint.Resolved is { } address
            ? s.ConnectAsync(address, endpoint.Port, cancellationToken)
            : s.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken)).ConfigureAwait(false);
        return endpoint.Tls is null
            ? connection
            : await TlsConnection.SecureAsync(connection, endpoint, endpoint.Tls, cancellationToken)
                .ConfigureAwait(false);
    }

    static async Task<Stream> ConnectAsync(Socket socket, Func<Socket, ValueTask> connect)
    {
        try
        {
            await connect(socket).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static async Task<Stream> DialPipeAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(
            endpoint.Host, endpoint.SocketPath, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch (UnauthorizedAccessException e)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw EngineUnavailableException.NoAnswer(endpoint, "permission denied", e);
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
