using System.Net.Sockets;

namespace Nuke.Docker.Engine.Connections;

/// <summary>HTTP to one engine: pooled connections over whatever way the endpoint names, errors in our words.</summary>
/// <remarks>
/// One <see cref="SocketsHttpHandler"/> does everything, Docker.DotNet included. It sees plain HTTP; TLS is made below
/// it, where the connection is. Requests with a streamed body have a host name of their own, so that they never share a
/// connection with others: see <see cref="UploadConnection"/>.
/// </remarks>
sealed class EngineTransport : DelegatingHandler
{
    const string UploadHost = "upload.docker";

    readonly EngineEndpoint _endpoint;
    readonly HttpMessageInvoker _invoker;

    public EngineTransport(EngineEndpoint endpoint)
    {
        _endpoint = endpoint;
        BaseAddress = endpoint.Scheme == EndpointScheme.Tcp
            ? new UriBuilder("http", endpoint.Host, endpoint.Port).Uri
            : new Uri("http://docker/");
        InnerHandler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            // A stream that is left early is over at once; the engine would go on sending into the void.
            MaxResponseDrainSize = 0,
        };
        _invoker = new HttpMessageInvoker(this, disposeHandler: false);
    }

    /// <summary>What relative routes are relative to.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Sends, and returns when the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> GetResponseAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var upload = request.Content as UploadContent;
        if (upload is not null)
        {
            request.Headers.Host = request.RequestUri!.Authority;
            request.Headers.ConnectionClose = true;
            request.RequestUri = new UriBuilder(request.RequestUri) { Host = UploadHost }.Uri;
        }

        try
        {
            return await SendOnceMoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (upload?.WriterFailure is { } failure)
        {
            // The connection broke because the source of the body did: that one is the news.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Translate(_endpoint, RouteOf(request), e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _invoker.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Sends, and once more if a kept connection turns out to have been reset. A connection that was closed in good
    /// time the handler replaces by itself; this one the engine closes while the request is on its way.
    /// </summary>
    /// <remarks>RFC 9110, section 9.2.2: what only reads may be repeated.</remarks>
    async Task<HttpResponseMessage> SendOnceMoreAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (OnlyReads(request) && e.GetBaseException() is SocketException
        {
            SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted
        })
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    static bool OnlyReads(HttpRequestMessage request) =>
        request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head);

    static string RouteOf(HttpRequestMessage request) =>
        $"{request.Method} {ApiVersions.WithoutVersion(request.RequestUri!.AbsolutePath)}";

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var connection = await EngineDialer.DialAsync(_endpoint, cancellationToken).ConfigureAwait(false);
        return context.DnsEndPoint.Host == UploadHost ? new UploadConnection(connection) : connection;
    }
}
