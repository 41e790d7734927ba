using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Machine;

/// <summary>The few lines of HTTP that a bare machine needs; for tests an oracle beside the product.</summary>
public sealed class EngineClient : IDisposable
{
    static readonly TimeSpan _pingLimit = TimeSpan.FromSeconds(3);
    readonly EndPoint _address;
    readonly SocketsHttpHandler _handler;
    readonly HttpClient _http;

    /// <param name="endpoint"><c>unix:///path</c> or <c>tcp://host:port</c> (plain).</param>
    /// <exception cref="ArgumentException">Any other scheme.</exception>
    public EngineClient(string endpoint)
    {
        Endpoint = endpoint;
        var uri = new Uri(endpoint);
        _address = uri.Scheme switch
        {
            "unix" => new UnixDomainSocketEndPoint(uri.AbsolutePath),
            "tcp" => new DnsEndPoint(uri.Host, uri.Port, AddressFamily.InterNetwork),
            _ => throw new ArgumentException($"'{endpoint}' is neither unix:// nor tcp://.", nameof(endpoint)),
        };
        _handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        _http = new HttpClient(_handler)
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Endpoint { get; }

    /// <summary>Why no engine answers, or <see langword="null"/> if one does.</summary>
    public async Task<string?> PingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_pingLimit);
        try
        {
            using var response = await _http.GetAsync(new Uri("_ping", UriKind.Relative), limit.Token);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            // .NET calls a missing socket "Cannot assign requested address".
            return _address is UnixDomainSocketEndPoint && !File.Exists(_address.ToString())
                ? "there is no such socket"
                : exception.InnerException?.Message ?? exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {_pingLimit.TotalSeconds:0} s";
        }
    }

    /// <summary>Any request; the caller looks at the status.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">Without the leading slash and the version: <c>containers/json?all=1</c>.</param>
    /// <param name="content">The body, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the request. The body of the answer is not read yet on return.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string route, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(route, UriKind.Relative)) { Content = content };
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The JSON that a route answers with, <see langword="null"/> for an empty body.</summary>
    /// <exception cref="MachineException">The status is not a success.</exception>
    public async Task<JsonNode?> SendJsonAsync(
        HttpMethod method, string route, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString());
        content?.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await SendAsync(method, route, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text)
            : throw new MachineException(
                $"{Endpoint} answered {(int)response.StatusCode} to {method} /{route}: {text.Trim()}");
    }

    /// <inheritdoc cref="SendJsonAsync"/>
    public async Task<JsonNode> GetAsync(string route, CancellationToken cancellationToken) =>
        await SendJsonAsync(HttpMethod.Get, route, body: null, cancellationToken)
        ?? throw new MachineException($"{Endpoint} answered GET /{route} with nothing.");

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(_address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
