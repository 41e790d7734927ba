using System.Net.Security;

namespace Nuke.Docker.Engine;

internal sealed class TlsTrust
{
    public static TlsTrust Load(EngineEndpoint endpoint, EndpointTls tls) => throw new NotSupportedException(endpoint.Address + tls);

    public static SslClientAuthenticationOptions Options(string host) => new() { TargetHost = host };
}
