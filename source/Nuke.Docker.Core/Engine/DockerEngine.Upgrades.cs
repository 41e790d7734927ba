using System.Net;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>Turns an HTTP request into a raw connection in both directions: attach, exec, BuildKit's session and
    /// gRPC.</summary>
    /// <param name="query">The route; always a POST.</param>
    /// <param name="protocol">What follows, such as <c>tcp</c> or <c>h2c</c>.</param>
    /// <param name="configure">Adds headers or a body; null: none.</param>
    /// <param name="cancellationToken">Ends the request; the connection, once made, is ended by disposing it.</param>
    /// <exception cref="EngineRequestException">The engine did not switch protocols.</exception>
    internal async Task<Stream> UpgradeAsync(
        EngineQuery query, string protocol, Action<HttpRequestMessage>? configure, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(query.ToString(), UriKind.Relative));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd(protocol);
        configure?.Invoke(request);
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            return await EngineBody.OpenAsync(Endpoint, $"POST {query.Path}", response, cancellationToken)
                .ConfigureAwait(false);
        using (response)
            throw response.IsSuccessStatusCode
                ? EngineRequestException.Unreadable(
                    response.StatusCode, $"POST {query.Path}", $"it does not switch to '{protocol}'")
                : await RefusalAsync(response, $"POST {query.Path}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Like <see cref="UpgradeAsync"/>, for headers that repeat; what the connection does later is not put
    /// into our words.</summary>
    /// <param name="query">The route; always a POST.</param>
    /// <param name="protocol">What follows, such as <c>h2c</c>.</param>
    /// <param name="headers">Each becomes a line of its own.</param>
    /// <param name="cancellationToken">Ends the request; the connection, once made, is ended by disposing it.</param>
    internal Task<Stream> UpgradeRawAsync(
        EngineQuery query,
        string protocol,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken) =>
        RawUpgrade.OpenAsync(
            Endpoint, new Uri(_root, query.ToString()).PathAndQuery, protocol, headers, cancellationToken);
}
