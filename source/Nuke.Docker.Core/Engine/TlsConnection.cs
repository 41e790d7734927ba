using System.Net.Security;
using System.Security.Authentication;

namespace Nuke.Docker.Engine;

/// <summary>TLS on a connection that has been made.</summary>
internal static class TlsConnection
{
    public static async Task<Stream> SecureAsync(Stream connection, EngineEndpoint endpoint, EndpointTls tls, CancellationToken cancellationToken)
    {
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            TlsTrust.Load(endpoint, tls);
            await stream.AuthenticateAsClientAsync(TlsTrust.Options(endpoint.Host), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException)
                throw EngineUnavailableException.NoAnswer(endpoint, e.Message, e);
            throw;
        }
    }
}
