using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Threading = System.Threading;

namespace Docker.DotNet;

/// <summary>One request, one JSON answer, on the handler that the credentials give.</summary>
internal sealed class Routes : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new EpochOrTextDateConverter() },
    };

    private readonly HttpClient _client;
    private readonly string _base;

    public Routes(DockerClientConfiguration configuration, Version version)
    {
        var scheme = configuration.Credentials.IsTlsCredentials() ? "https" : "http";
        _base = new UriBuilder(configuration.EndpointBaseUri) { Scheme = scheme }.Uri.AbsoluteUri
            + (version == null ? "" : $"v{version}/");
        _client = new HttpClient(configuration.Credentials.GetHandler(new SocketsHttpHandler()), disposeHandler: true)
        {
            Timeout = Threading.Timeout.InfiniteTimeSpan,
        };
        foreach (var header in configuration.DefaultHttpRequestHeaders)
            _client.DefaultRequestHeaders.Add(header.Key, header.Value);
        Timeout = configuration.DefaultTimeout;
    }

    public TimeSpan Timeout { get; set; }

    public void Dispose() => _client.Dispose();

    public Task<T> GetAsync<T>(
        string path, Query query, Func<string, DockerApiException> notFound, CancellationToken stop) =>
        ReadAsync<T>(HttpMethod.Get, path, query, null, notFound, Timeout, stop);

    public Task<T> PostAsync<T>(
        string path, Query query, object body, Func<string, DockerApiException> notFound, CancellationToken stop) =>
        ReadAsync<T>(HttpMethod.Post, path, query, body, notFound, Timeout, stop);

    public Task PostAsync(
        string path, object body, Func<string, DockerApiException> notFound, CancellationToken stop) =>
        SendAsync(HttpMethod.Post, path, new Query(), body, notFound, Timeout, stop);

    public async Task<T> ReadAsync<T>(
        HttpMethod method,
        string path,
        Query query,
        object body,
        Func<string, DockerApiException> notFound,
        TimeSpan timeout,
        CancellationToken stop)
    {
        var (_, text) = await SendAsync(method, path, query, body, notFound, timeout, stop).ConfigureAwait(false);
        return JsonSerializer.Deserialize<T>(text, s_json);
    }

    public async Task<HttpStatusCode> SendAsync(
        HttpMethod method,
        string path,
        Query query,
        Func<string, DockerApiException> notFound,
        CancellationToken stop) =>
        (await SendAsync(method, path, query, null, notFound, Timeout, stop).ConfigureAwait(false)).Status;

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpMethod method,
        string path,
        Query query,
        object body,
        Func<string, DockerApiException> notFound,
        TimeSpan timeout,
        CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        using var request = new HttpRequestMessage(method, _base + path + query);
        if (body != null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: s_json);
            await request.Content.LoadIntoBufferAsync(limit.Token).ConfigureAwait(false);
        }
        using var response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound && notFound != null)
            throw notFound(text);
        if ((int)response.StatusCode is < 200 or >= 400)
            throw new DockerApiException(response.StatusCode, text);
        return (response.StatusCode, text);
    }
}
