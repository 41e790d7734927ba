using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Who is let in, and with what: certificates, credentials for registries.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class RemoteAccessTests(MachineEngine target, RemoteBuilder builder) : RemoteBuildTest(target, builder)
{
    const string From = $"FROM {RemoteBuilder.BaseImage}\n";

    [Fact]
    public async Task BothSidesShowTheirCertificates()
    {
        using var authority = new CertificateAuthority();
        authority.IssueClient();
        using var certificate = authority.IssueServer(null, "127.0.0.1");
        await using var proxy = BuilderProxy.OnTls(Builder, certificate, authority);
        Context.Write("file", new string('x', 1_000_000));

        await BuildAsync(
            [BuilderEndpoint.Parse(proxy.Endpoint).WithCertificates(authority.Directory)],
            From + $"COPY file /\nRUN echo {Name} >/name\n");

        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/name"));
    }

    [Fact]
    public async Task AClientWithoutACertificateIsToldWhereToPutOne()
    {
        using var authority = new CertificateAuthority();

        await AssertRefusedAsync(
            authority,
            authority.Directory,
            "If it asks for a client certificate, put cert.pem and key.pem into the directory of "
            + "--docker-builder-cert-path.");
    }

    [Fact]
    public async Task AClientOfAnotherAuthorityIsToldWhoHasSignedItsCertificate()
    {
        using var authority = new CertificateAuthority();
        using var other = new CertificateAuthority("Other authority");
        other.IssueClient();
        File.Copy(authority.CaFile, other.CaFile, overwrite: true);

        await AssertRefusedAsync(
            authority,
            other.Directory,
            $"It may not accept the client certificate '{other.Directory}/cert.pem', which is signed by "
            + "'CN=Other authority'.");
    }

    [Fact]
    public async Task AClientWhoseTimeIsOverIsToldSince()
    {
        using var authority = new CertificateAuthority();
        var end = DateTimeOffset.UtcNow.AddDays(-2);
        authority.IssueClient(notAfter: end);

        await AssertRefusedAsync(
            authority,
            authority.Directory,
            $"It may not accept the client certificate '{authority.Directory}/cert.pem', which expired on "
            + $"{end:yyyy-MM-dd}.");
    }

    [Theory]
    [InlineData(-2, "127.0.0.1", "its certificate expired on {0}")]
    [InlineData(2, "other.example", "its certificate is for 'other.example', not for '127.0.0.1'")]
    public async Task ABuilderWithAWrongCertificateIsNotSpokenTo(int days, string name, string problem)
    {
        using var authority = new CertificateAuthority();
        authority.IssueClient();
        var end = DateTimeOffset.UtcNow.AddDays(days);
        using var certificate = authority.IssueServer(end, name);
        await using var proxy = BuilderProxy.OnTls(Builder, certificate, authority);

        var error = await RefusedAsync(BuilderEndpoint.Parse(proxy.Endpoint).WithCertificates(authority.Directory));

        Assert.Equal(
            $"No BuildKit answered at '{proxy.Endpoint}': "
            + problem.Replace("{0}", $"{end:yyyy-MM-dd}", StringComparison.Ordinal)
            + ". Put the certificate of its authority into ca.pem in the directory of --docker-builder-cert-path, "
            + "or pass --docker-builder.",
            error);
    }

    [Fact]
    public async Task ABuilderThatWantsTlsIsNotSpokenToWithout()
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.IssueServer(null, "127.0.0.1");
        await using var proxy = BuilderProxy.OnTls(Builder, certificate, authority);

        var error = await RefusedAsync(BuilderEndpoint.Parse(proxy.Endpoint));

        Assert.Equal(
            $"No BuildKit answered at '{proxy.Endpoint}': what answers there does not speak HTTP/2 without TLS. "
            + "It has to be buildkitd; if it wants TLS, put ca.pem, cert.pem and key.pem into the directory of "
            + "--docker-builder-cert-path.",
            error);
    }

    [Fact]
    public async Task ABaseImageIsPulledWithTheCredentialsOfThisSide()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Builder);
        const string Credentials =
            $$"""{"username":"{{LoopbackRegistry.UserName}}","password":"{{LoopbackRegistry.Password}}"}""";
        var image = $"{registry.Address}/base";
        await Builder.Client.SendJsonAsync(HttpMethod.Post, $"images/alpine/tag?repo={image}&tag=1", body: null, Stop);
        Assert.Null(await Builder.Client.PushAsync(image, "1", Credentials));
        await Builder.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        await using var proxy = BuilderProxy.OnTcp(Builder);

        await BuildAsync(proxy, $"FROM {image}:1\nRUN echo {Name} >/name\n", settings => settings.AddCredentials(
            RegistryCredential.Password(
                registry.Address, LoopbackRegistry.UserName, LoopbackRegistry.Password)));

        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/name"));
    }

    /// <summary>A builder that lets in whom the authority knows refuses these certificates.</summary>
    async Task AssertRefusedAsync(CertificateAuthority authority, string certificates, string remedy)
    {
        using var certificate = authority.IssueServer(null, "127.0.0.1");
        await using var proxy = BuilderProxy.OnTls(Builder, certificate, authority);

        var error = await RefusedAsync(BuilderEndpoint.Parse(proxy.Endpoint).WithCertificates(certificates));

        Assert.Equal(
            $"No BuildKit answered at '{proxy.Endpoint}': the TLS handshake failed (it hung up). {remedy}",
            error);
    }

    async Task<string> RefusedAsync(BuilderEndpoint endpoint)
    {
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => BuildAsync([endpoint], From));
        Assert.False(await IsOnEngineAsync(Name));
        return error.Message;
    }
}
