using System.Net.Sockets;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Puts what a connection did into words.</summary>
static class ConnectionFailure
{
    /// <summary>The connection could not be made, or it was lost while <paramref name="route"/> was under
    /// way.</summary>
    public static DockerException Translate(EngineEndpoint endpoint, string route, Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (e is DockerException known)
                return known;
        // Whoever dislikes our certificate, or misses it, hangs up on the first request: with an alert or without.
        return endpoint.Tls is not null && (TlsConnection.IsAlert(exception) || route == Negotiation.FirstRoute)
            ? TlsConnection.Refused(endpoint, exception)
            : EngineUnavailableException.Lost(endpoint, route, "closed the connection", exception);
    }

    /// <summary>Why a socket could not be opened.</summary>
    public static EngineUnavailableException Connecting(EngineEndpoint endpoint, SocketException exception)
    {
        var reason = exception.SocketErrorCode switch
        {
            SocketError.ConnectionRefused when endpoint.Scheme == EndpointScheme.Unix => "nobody listens on the socket",
            SocketError.ConnectionRefused => "connection refused",
            SocketError.AccessDenied => "permission denied",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                $"the host name '{endpoint.Host}' is not known",
            SocketError.TimedOut => "the host does not answer",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the host cannot be reached",
            SocketError.AddressNotAvailable when endpoint.Scheme == EndpointScheme.Unix => "no such socket",
            _ => exception.Message.TrimEnd('.'),
        };
        var remedy = exception.SocketErrorCode == SocketError.AccessDenied
            ? "Run as a user that may open the socket (on Linux: root or the group 'docker'), "
                + $"or pass {endpoint.Peer.Parameter}."
            : null;
        return EngineUnavailableException.NoAnswer(endpoint, reason, exception, remedy);
    }
}
