using System.Globalization;
using System.Net.Sockets;

namespace Nuke.Docker.Containers.Running;

/// <summary>Asks at published ports whether somebody is there.</summary>
static class PublishedProbe
{
    // How long the engine's proxy may take to find out that nobody listens in the container.
    static readonly TimeSpan _proxyPatience = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(5);

    static readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A container that is replaced may leave its port to the next one.
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        Timeout = _answerLimit,
    };

    /// <summary>Connects, and sees whether the connection lasts.</summary>
    /// <returns>What was seen instead; empty if the connection lasts.</returns>
    public static async Task<string> ConnectAsync(BoundPort port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(port.Host.Trim('[', ']'), port.HostPort, cancellationToken).AsTask()
                .WaitAsync(_answerLimit, cancellationToken).ConfigureAwait(false);
            return await LastsAsync(client.GetStream(), cancellationToken).ConfigureAwait(false)
                ? ""
                : $"a connection to {port.Address} that was closed at once";
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException)
        {
            return Describe(port, exception);
        }
    }

    /// <summary>Sends a request.</summary>
    /// <returns>What was seen instead of the status; empty if it is the expected one.</returns>
    public static async Task<string> GetAsync(
        BoundPort port, WaitStrategy.Http wait, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http
                .GetAsync(port.ToUri(wait.Path), HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return (int)response.StatusCode == wait.Status
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode} from {port.Address}");
        }
        catch (HttpRequestException exception)
        {
            return Describe(port, exception.GetBaseException());
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Describe(port, exception);
        }
    }

    static async Task<bool> LastsAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_proxyPatience);
        try
        {
            return await stream.ReadAsync(new byte[1], patience.Token).ConfigureAwait(false) > 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A server that lets its clients speak first.
            return true;
        }
    }

    static string Describe(BoundPort port, Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"that {port.Address} refuses connections",
        OperationCanceledException or TimeoutException => $"no answer from {port.Address}",
        _ => $"no answer from {port.Address} ({exception.Message.TrimEnd('.')})",
    };
}
