using System.Security.Authentication;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class TlsEngineTests(EngineFixture fixture)
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task EverythingWorksBehindMutualTls(SslProtocols protocol)
    {
        using var authority = new CertificateAuthority();
        authority.IssueClient();
        await using var tls = new TlsTerminator(
            fixture.Endpoint, authority.IssueServer(null, "localhost"), authority, protocol);
        var endpoint = EngineEndpoint.Parse($"tcp://localhost:{tls.Port}") with
        {
            Tls = new EndpointTls
            {
                CaFile = authority.CaFile,
                CertificateFile = Path.Combine(authority.Directory, "cert.pem"),
                KeyFile = Path.Combine(authority.Directory, "key.pem"),
            },
        };

        await using var engine = await DockerEngine.ConnectAsync(endpoint, CancellationToken.None);
        await RoundTrip.RunAsync(engine);
        Assert.Equal(protocol, tls.Protocol);
    }
}
