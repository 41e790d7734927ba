using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>gRPC over one connection; calls run side by side on it.</summary>
sealed class GrpcClient : IDisposable
{
    const int WindowBytes = 4 * 1024 * 1024;

    readonly Stream _connection;
    readonly Func<string, Exception, DockerException> _explain;
    readonly HttpMessageInvoker _invoker;
    int _connected;

    /// <param name="connection">Speaks HTTP/2 from its first byte on; disposed with the client.</param>
    /// <param name="explain">Puts the loss of the connection into words; it is told the method, without its
    /// service.</param>
    public GrpcClient(Stream connection, Func<string, Exception, DockerException> explain)
    {
        (_connection, _explain) = (connection, explain);
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
        var content = new ArrayBufferWriter<byte>();
        content.WriteMessage(request, new WireWriter());
        using var response = await StartAsync(
            method, new ReadOnlyMemoryContent(content.WrittenMemory), cancellationToken).ConfigureAwait(false);
        var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await TranslateAsync(method, body.ReadMessageAsync<T>(cancellationToken).AsTask(), cancellationToken)
            .ConfigureAwait(false) is { } message)
            yield return message;
        GrpcStatus.Check(response);
    }

    /// <summary>Begins a call.</summary>
    /// <returns>The head of the answer; reading its body is the caller's.</returns>
    /// <inheritdoc cref="CallAsync"/>
    /// <param name="content">What is sent, with gRPC's frames.</param>
    public Task<HttpResponseMessage> StartAsync(
        string method, HttpContent content, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri("http://buildkit" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.ParseAdd("trailers");
        return TranslateAsync(method, _invoker.SendAsync(message, cancellationToken), cancellationToken);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _connection.Dispose();
    }

    ValueTask<Stream> TakeConnection() => Interlocked.Exchange(ref _connected, 1) == 0
        ? new(_connection)
        : ValueTask.FromException<Stream>(new IOException("The connection has ended; there is no other."));

    async Task<T> TranslateAsync<T>(string method, Task<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A connection that is lost before the answer begins cancels the body, and the call ends as the body does.
            throw _explain(method[(method.LastIndexOf('/') + 1)..], e);
        }
    }
}
