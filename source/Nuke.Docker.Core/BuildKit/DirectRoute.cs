using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.BuildKit;

/// <summary>To a BuildKit that speaks HTTP/2 from the first byte on: buildkitd, and engines since 29 on their own
/// socket.</summary>
/// <remarks>A session is a connection inside a call of a connection of its own.</remarks>
sealed class DirectRoute(EngineEndpoint endpoint) : BuildKitRoute(endpoint with { SpeaksHttp2 = true })
{
    /// <summary>The first method that is called on a connection.</summary>
    public const string FirstMethod = "ListWorkers";

    const string SessionMethod = "Session";

    public override string SessionName => SessionMethod;

    public override async Task<GrpcClient> ConnectAsync(CancellationToken cancellationToken) =>
        new(await EngineDialer.DialAsync(Endpoint, cancellationToken).ConfigureAwait(false), Explain);

    public override async Task<Stream> OpenSessionAsync(
        IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var connection = await EngineDialer.DialAsync(Endpoint, cancellationToken).ConfigureAwait(false);
        // HTTP/2 has no capitals in names.
        var fields = headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value));
        var client = new GrpcClient(new RepeatedHeaders(connection, [.. fields]), Explain);
        return await GrpcTunnel.OpenAsync(client, Control + SessionMethod, cancellationToken).ConfigureAwait(false);
    }

    DockerException Explain(string method, Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (e is DockerException known)
                return known;
        // Whoever dislikes our certificate, or misses it, hangs up on the first call.
        if (Endpoint.Tls is not null && (method == FirstMethod || TlsConnection.IsAlert(exception)))
            return TlsConnection.Refused(Endpoint, exception);
        return method == FirstMethod
            ? EngineUnavailableException.NoAnswer(
                Endpoint,
                "what answers there does not speak HTTP/2 without TLS",
                exception,
                $"It has to be buildkitd; if it wants TLS, put ca.pem, cert.pem and key.pem into "
                + $"{Endpoint.Peer.CertificatePath}.")
            : EngineUnavailableException.Lost(Endpoint, method, "closed the connection", exception);
    }
}
