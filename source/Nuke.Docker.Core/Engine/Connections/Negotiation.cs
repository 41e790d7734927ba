using System.Net;
using System.Text.Json;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Finds the version of the API that both sides speak: <c>GET /_ping</c> names the engine's newest, <c>GET
/// /version</c> its oldest.</summary>
static class Negotiation
{
    /// <summary>The first thing that is said on any connection.</summary>
    public const string FirstRoute = "GET /_ping";

    /// <summary>How long the engine may take to answer; one that is just starting takes some seconds.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    public static async Task<EngineVersion> RunAsync(
        EngineTransport transport, EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            var builder = await PingAsync(transport, endpoint, limit.Token).ConfigureAwait(false);
            var version = await ReadVersionAsync(transport, limit.Token).ConfigureAwait(false);
            return Choose(endpoint, version with { BuilderVersion = builder });
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var timeout = new TimeoutException($"No answer within {AnswerLimit.TotalSeconds} s.", e);
            throw EngineUnavailableException.NoAnswer(
                endpoint, $"connected, but no answer within {AnswerLimit.TotalSeconds} s", timeout);
        }
    }

    static EngineVersion Choose(EngineEndpoint endpoint, EngineVersion engine)
    {
        var chosen = engine.ApiVersion < ApiVersions.Newest ? engine.ApiVersion : ApiVersions.Newest;
        if (chosen < ApiVersions.Oldest)
            throw new EngineUnavailableException(
                endpoint,
                $"The Docker Engine {engine.ServerVersion} at {endpoint.Description} is too old: it speaks API "
                + $"{engine.ApiVersion}, {ApiVersions.Oldest} (Docker 20.10) is needed. Update the engine.");
        if (chosen < engine.MinApiVersion)
            throw new EngineUnavailableException(
                endpoint,
                $"The Docker Engine {engine.ServerVersion} at {endpoint.Description} is too new: it no longer speaks "
                + $"API {chosen}, the oldest it takes is {engine.MinApiVersion}. Update Nuke.Docker.");
        return engine with { ApiVersion = chosen };
    }

    static async Task<string?> PingAsync(
        EngineTransport transport, EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(transport.BaseAddress, "_ping"));
        using var response = await transport.GetResponseAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await EngineAnswer.ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw EngineUnavailableException.NoAnswer(
                endpoint,
                $"{FirstRoute} gave status {(int)response.StatusCode}: {EngineAnswer.Reason(response, answer)}");
        if (!response.Headers.Contains("Api-Version"))
            throw EngineUnavailableException.NoAnswer(endpoint, "what answers there is not a Docker Engine");
        return response.Headers.TryGetValues("Builder-Version", out var values) ? values.FirstOrDefault() : null;
    }

    static async Task<EngineVersion> ReadVersionAsync(EngineTransport transport, CancellationToken cancellationToken)
    {
        const string Route = "GET /version";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(transport.BaseAddress, "version"));
        using var response = await transport.GetResponseAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await EngineAnswer.ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw EngineRequestException.Refused(response.StatusCode, Route, EngineAnswer.Reason(response, answer));
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return new EngineVersion
            {
                ApiVersion = Version.Parse(root.GetProperty("ApiVersion").GetString()!),
                MinApiVersion = root.TryGetProperty("MinAPIVersion", out var oldest)
                    && oldest.GetString() is { Length: > 0 } text
                    ? Version.Parse(text) : ApiVersions.Oldest,
                ServerVersion = root.GetProperty("Version").GetString() ?? "",
                OperatingSystem = root.GetProperty("Os").GetString() ?? "",
                Architecture = root.GetProperty("Arch").GetString() ?? "",
                IsPodman = answer.Contains("Podman Engine", StringComparison.Ordinal),
            };
        }
        catch (Exception e) when (e
            is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
                or ArgumentException)
        {
            throw EngineRequestException.Unreadable(response.StatusCode, Route, EngineAnswer.Excerpt(answer), e);
        }
    }
}
