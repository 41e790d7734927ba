using System.Security.Authentication;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class TlsTests : IAsyncLifetime
{
    readonly CertificateAuthority _authority = new();
    readonly ScriptedEngine _scripted = ScriptedEngine.OnUnixSocket();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _scripted.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task AnOwnAuthorityIsTrusted(SslProtocols protocol)
    {
        await using var tls = new TlsTerminator(
            _scripted.Endpoint, _authority.IssueServer(null, "localhost"), null, protocol);

        await using var engine = await ConnectAsync($"tcp://localhost:{tls.Port}");

        Assert.Equal(protocol, tls.Protocol);
        Assert.Equal("20.10.24", engine.Version.ServerVersion);
    }

    [Theory]
    [InlineData("PKCS#8")]
    [InlineData("PKCS#1")]
    [InlineData("EC")]
    public async Task TheClientShowsItsCertificateWhateverTheFormOfItsKey(string keyFormat)
    {
        _authority.IssueClient(keyFormat);
        await using var tls = new TlsTerminator(
            _scripted.Endpoint, _authority.IssueServer(null, "127.0.0.1"), _authority);

        await using var engine = await ConnectAsync($"tcp://127.0.0.1:{tls.Port}");

        Assert.Equal("20.10.24", engine.Version.ServerVersion);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task AMissingClientCertificateIsSuspected(SslProtocols protocol)
    {
        await using var tls = new TlsTerminator(
            _scripted.Endpoint, _authority.IssueServer(null, "localhost"), _authority, protocol);

        var error = await FailAsync($"tcp://localhost:{tls.Port}");

        Assert.Matches(
            $@"^No Docker Engine answered at 'tcp://localhost:{tls.Port}' \(from DOCKER_HOST\): the TLS (handshake failed|connection was ended) \(.+\)\. If it asks for a client certificate, put cert\.pem and key\.pem into DOCKER_CERT_PATH\.$",
            error.Message);
    }

    [Theory]
    [InlineData("error:0A000412:SSL routines::sslv3 alert bad certificate", "it says: bad certificate")]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", "it says: certificate required")]
    [InlineData("Cannot determine the frame size.", "Cannot determine the frame size")]
    public void TheAlertOfTheOtherSideIsItsReason(string words, string reason)
    {
        var endpoint = EngineEndpoint.Parse("tcp://engine:2376");
        var failure = new AuthenticationException(
            "Authentication failed, see inner exception.", new IOException(words));

        Assert.Equal(
            $"No Docker Engine answered at 'tcp://engine:2376': the TLS handshake failed ({reason}). "
            + "If it asks for a client certificate, put cert.pem and key.pem into DOCKER_CERT_PATH.",
            TlsConnection.Refused(endpoint, failure).Message);
    }

    [Fact]
    public async Task AnAuthorityThatNobodyTrustsIsNamed()
    {
        using var stranger = new CertificateAuthority("Stranger");
        await using var tls = new TlsTerminator(_scripted.Endpoint, stranger.IssueServer(null, "localhost"));

        var error = await FailAsync($"tcp://localhost:{tls.Port}");

        Assert.Equal(
            $"No Docker Engine answered at 'tcp://localhost:{tls.Port}' (from DOCKER_HOST): its certificate is signed "
            + "by 'CN=Stranger', which is not trusted. Put the certificate of its authority into ca.pem in "
            + "DOCKER_CERT_PATH, or pass --docker-endpoint.",
            error.Message);
    }

    [Fact]
    public async Task WithoutAnOwnAuthorityTheSystemsAreAsked()
    {
        await using var tls = new TlsTerminator(_scripted.Endpoint, _authority.IssueServer(null, "localhost"));
        var endpoint = EngineEndpoint.Parse($"https://localhost:{tls.Port}");

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => DockerEngine.ConnectAsync(endpoint, CancellationToken.None));

        Assert.Contains(
            "its certificate is signed by 'CN=Test authority', which is not trusted.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherHostsCertificateIsNamed()
    {
        await using var tls = new TlsTerminator(
            _scripted.Endpoint, _authority.IssueServer(null, "build-8", "10.0.0.8"));

        var error = await FailAsync($"tcp://localhost:{tls.Port}");

        Assert.Contains(
            "its certificate is for 'build-8', '10.0.0.8', not for 'localhost'.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExpiredCertificateIsTold()
    {
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1);
        await using var tls = new TlsTerminator(_scripted.Endpoint, _authority.IssueServer(yesterday, "localhost"));

        var error = await FailAsync($"tcp://localhost:{tls.Port}");

        Assert.Contains($"its certificate expired on {yesterday:yyyy-MM-dd}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerificationCanBeSkipped()
    {
        using var stranger = new CertificateAuthority("Stranger");
        await using var tls = new TlsTerminator(_scripted.Endpoint, stranger.IssueServer(null, "build-8"));
        var endpoint =
            EngineEndpoint.Parse($"tcp://localhost:{tls.Port}") with
            {
                Tls = new EndpointTls { SkipVerification = true }
            };

        await using var engine = await DockerEngine.ConnectAsync(endpoint, CancellationToken.None);

        Assert.Equal("20.10.24", engine.Version.ServerVersion);
    }

    [Fact]
    public async Task AListenerWithoutTlsIsTold()
    {
        await using var plain = ScriptedEngine.OnTcp();

        var error = await FailAsync(plain.Endpoint);

        Assert.StartsWith(
            $"No Docker Engine answered at '{plain.Endpoint}' (from DOCKER_HOST): the TLS handshake failed (",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyWithoutItsCertificateIsNamed()
    {
        _authority.IssueClient();
        File.Delete(Path.Combine(_authority.Directory, "cert.pem"));
        await using var tls = new TlsTerminator(_scripted.Endpoint, _authority.IssueServer(null, "localhost"));

        var error = await FailAsync($"tcp://localhost:{tls.Port}");

        Assert.Equal(
            $"No Docker Engine answered at 'tcp://localhost:{tls.Port}' (from DOCKER_HOST): "
            + $"'{_authority.Directory}/key.pem' has no cert.pem beside it. Put PEM files into DOCKER_CERT_PATH, or "
            + "create the context anew.",
            error.Message);
    }

    [Fact]
    public async Task UploadsSurviveARefusalOverTlsToo()
    {
        _scripted.Answer("POST /build", async exchange =>
        {
            await exchange.ReadSomeAsync(new byte[1024]);
            await exchange.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 16\r\n\r\n{\"message\":\"no\"}");
            exchange.Close();
        });
        await using var tls = new TlsTerminator(_scripted.Endpoint, _authority.IssueServer(null, "localhost"));
        await using var engine = await ConnectAsync($"tcp://localhost:{tls.Port}");

        var error = await Assert.ThrowsAsync<EngineRequestException>(() => engine.BuildImageAsync(
            new BuildRequest(),
            async (stream, cancellationToken) =>
            {
                while (true)
                    await stream.WriteAsync(new byte[64 * 1024], cancellationToken);
            },
            CancellationToken.None).ToListAsync().AsTask().WaitAsync(ScriptedConnection.Patience));

        Assert.Equal("The Docker Engine refused POST /build with status 400: no", error.Message);
    }

    Task<DockerEngine> ConnectAsync(string host)
    {
        var environment = new EngineEnvironment(
            name => name switch
            {
                "DOCKER_HOST" => host,
                "DOCKER_TLS_VERIFY" => "1",
                "DOCKER_CERT_PATH" => _authority.Directory,
                _ => null,
            },
            "/nowhere",
            isWindows: false);
        return DockerEngine.ConnectAsync(EngineEndpoint.Resolve(null, environment), CancellationToken.None)
            .WaitAsync(ScriptedConnection.Patience);
    }

    Task<EngineUnavailableException> FailAsync(string host) =>
        Assert.ThrowsAsync<EngineUnavailableException>(() => ConnectAsync(host));
}
