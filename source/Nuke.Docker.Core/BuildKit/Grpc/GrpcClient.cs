using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>gRPC over one connection that the engine has upgraded; calls run side by side on it.</summary>
sealed class GrpcClient : IDisposable
{
    const int WindowBytes = 4 * 1024 * 1024;

    readonly EngineEndpoint _endpoint;
    readonly Stream _connection;
    readonly HttpMessageInvoker _invoker;
    int _connected;

    /// <param name="connection">Speaks HTTP/2 from its first byte on; disposed with the client.</param>
    public GrpcClient(EngineEndpoint endpoint, Stream connection)
    {
        (_endpoint, _connection) = (endpoint, connection);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => TakeConnection(),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = WindowBytes,
        });
    }

    /// <exception cref="EngineRequestException">The engine has no BuildKit: 404, or it does not switch
    /// protocols.</exception>
    public static async Task<GrpcClient> ConnectAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        new(
            engine.Endpoint,
            await engine.UpgradeAsync(new EngineQuery("grpc"), "h2c", configure: null, cancellationToken)
                .ConfigureAwait(false));

    /// <summary>One request, one answer.</summary>
    /// <param name="method">Such as <c>/moby.buildkit.v1.Control/Solve</c>.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call on the other side too.</param>
    /// <exception cref="GrpcException">The other side refused.</exception>
    /// <exception cref="EngineUnavailableException">The connection was lost.</exception>
    public async Task<T> CallAsync<T>(string method, IWireMessage request, CancellationToken cancellationToken)
        where T : class, IWireMessage<T>
    {
        T? answer = null;
        await foreach (var message in StreamAsync<T>(method, request, cancellationToken).ConfigureAwait(false))
            answer ??= message;
        return answer ?? throw new MalformedMessageException($"{method} is answered by no message");
    }

    /// <summary>One request, any number of answers.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string method, IWireMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IWireMessage<T>
    {
        using var response = await TranslateAsync(
            method, SendAsync(method, request, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await TranslateAsync(method, body.ReadMessageAsync<T>(cancellationToken).AsTask(), cancellationToken)
            .ConfigureAwait(false) is { } message)
            yield return message;
        GrpcStatus.Check(response);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _connection.Dispose();
    }

    ValueTask<Stream> TakeConnection() => Interlocked.Exchange(ref _connected, 1) == 0
        ? new(_connection)
        : ValueTask.FromException<Stream>(new IOException("The connection has ended; there is no other."));

    Task<HttpResponseMessage> SendAsync(string method, IWireMessage request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        body.WriteMessage(request, new WireWriter());
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri("http://buildkit" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(body.WrittenMemory),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.ParseAdd("trailers");
        return _invoker.SendAsync(message, cancellationToken);
    }

    async Task<T> TranslateAsync<T>(string method, Task<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectionFailure.Translate(_endpoint, $"POST /grpc, {method[(method.LastIndexOf('/') + 1)..]}", e);
        }
    }
}
