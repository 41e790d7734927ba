using System.Net.Security;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Engine.Connections;

/// <summary>TLS on a connection that has been made; 1.2 or 1.3, as the system decides.</summary>
static partial class TlsConnection
{
    /// <exception cref="EngineUnavailableException">There is no trust between the two; the message says on whose
    /// part.</exception>
    public static async Task<Stream> SecureAsync(
        Stream connection, EngineEndpoint endpoint, EndpointTls tls, CancellationToken cancellationToken)
    {
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        var trust = new TlsTrust(endpoint, tls);
        try
        {
            await stream.AuthenticateAsClientAsync(trust.Options(), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException)
                throw trust.Problem is { } problem
                    ? EngineUnavailableException.NoAnswer(
                        endpoint,
                        problem,
                        e,
                        $"Put the certificate of its authority into ca.pem in {endpoint.Peer.CertificatePath}, "
                        + $"or pass {endpoint.Peer.Parameter}.")
                    : Refused(endpoint, e);
            throw;
        }
    }

    /// <summary>The engine ended the handshake, or right after it: TLS 1.3 judges the client's certificate only
    /// then.</summary>
    public static EngineUnavailableException Refused(EngineEndpoint endpoint, Exception exception)
    {
        var own = endpoint.Tls?.CertificateFile;
        return EngineUnavailableException.NoAnswer(
            endpoint,
            $"the TLS handshake failed ({ReasonOf(exception)})",
            exception,
            own is null
                ? $"If it asks for a client certificate, put cert.pem and key.pem into {endpoint.Peer.CertificatePath}."
                : $"It may not accept the client certificate '{own}', {TlsTrust.FlawOf(own)}.");
    }

    /// <summary>Whether a connection failed because of a TLS alert rather than because of the network.</summary>
    public static bool IsAlert(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException!)
            if (e is AuthenticationException || e.Message.Contains("alert", StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>The other side's alert, as RFC 8446, section 6.2 names it; else the system's words.</summary>
    /// <remarks>An exception of another kind tells only where the end of the connection was met.</remarks>
    static string ReasonOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (Alert().Match(e.Message.TrimEnd('.')) is { Success: true } alert)
                return $"it says: {alert.Groups["name"]}";
        return exception is AuthenticationException ? exception.GetBaseException().Message.TrimEnd('.') : "it hung up";
    }

    // OpenSSL: "error:0A000412:SSL routines::sslv3 alert bad certificate".
    [GeneratedRegex("alert (?<name>[a-z ]+)$")]
    private static partial Regex Alert();
}
