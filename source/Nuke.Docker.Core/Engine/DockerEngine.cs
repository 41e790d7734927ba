using Docker.DotNet;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Engine;

/// <summary>A connection to one Docker Engine, or to Podman in its place.</summary>
/// <remarks>
/// Connections are pooled; the object may be used from several threads at once. Every call ends within a second of its
/// cancellation, uploads included.
/// </remarks>
public sealed partial class DockerEngine : IAsyncDisposable
{
    readonly EngineTransport _transport;
    readonly DockerClient _client;
    readonly Uri _root;

    DockerEngine(EngineEndpoint endpoint, EngineVersion version, EngineTransport transport)
    {
        Endpoint = endpoint;
        Version = version;
        _transport = transport;
        _root = new Uri(transport.BaseAddress, $"v{version.ApiVersion}/");
        _client = DockerDotNet.CreateClient(transport, version.ApiVersion);
    }

    /// <summary>Where the engine is, and who said so.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>The version that was negotiated, and what the engine told about itself.</summary>
    public EngineVersion Version { get; }

    /// <summary>How long an ordinary answer may take; builds, transfers and waits have no limit.</summary>
    internal TimeSpan AnswerLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Connects to the engine and negotiates the version of the API.</summary>
    /// <exception cref="EngineUnavailableException">
    /// Nothing answers at the endpoint, it is not an engine, both sides have no version of the API in common, or a fork
    /// of Docker.DotNet was loaded in place of the package.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static async Task<DockerEngine> ConnectAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        ForeignDockerDotNet.Check(endpoint);
        var transport = new EngineTransport(endpoint);
        try
        {
            var version = await Negotiation.RunAsync(transport, endpoint, cancellationToken).ConfigureAwait(false);
            return new DockerEngine(endpoint, version, transport);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request of your own: for what this library does not wrap.</summary>
    /// <param name="request">
    /// Its URI is relative and has no version, such as <c>containers/json?all=1</c>; the negotiated version is put
    /// before it.
    /// </param>
    /// <param name="cancellationToken">Ends the request, and the upload of its body.</param>
    /// <returns>
    /// The answer, whatever its status, as soon as its headers are there. Dispose it: until its body is read to the end
    /// or disposed it occupies a connection.
    /// </returns>
    /// <remarks>Engine API: any route. A body is sent in chunks, unless it is short and its length is known.</remarks>
    /// <exception cref="ArgumentException">The URI is absolute or missing.</exception>
    /// <exception cref="EngineUnavailableException">The connection could not be made, or was lost.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: false } route)
            throw new ArgumentException(
                "The URI of a raw request is relative, such as 'containers/json?all=1'.", nameof(request));
        request.RequestUri = new Uri(_root, route.OriginalString.TrimStart('/'));
        if (request.Content is { } content and not UploadContent
            && content.Headers.ContentLength is null or > UploadContent.Worthwhile)
            request.Content = UploadContent.From(request.Content!);
        return _transport.GetResponseAsync(request, cancellationToken);
    }

    /// <summary>Closes all connections.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }
}
