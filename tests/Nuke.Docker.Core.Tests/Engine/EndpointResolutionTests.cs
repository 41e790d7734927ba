using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class EndpointResolutionTests : IDisposable
{
    const string Builder =
        """{"Name":"builder","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://builder:2376","SkipTLSVerify":false}}}""";

    readonly SurroundingsForTests _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void WithoutAnySayThePlatformDecides()
    {
        Assert.Equal(("unix:///var/run/docker.sock", "default"), Resolve(null));
        Assert.Equal("npipe:////./pipe/docker_engine", EngineEndpoint.Resolve(null, _here.OnWindows).Address);
    }

    [Fact]
    public void TheMoreExplicitSayWins()
    {
        _here.AddContext("builder", Builder).Select("builder");
        Assert.Equal(("tcp://builder:2376", "context 'builder'"), Resolve(null));

        _here.AddContext("other", """{"Endpoints":{"docker":{"Host":"unix:///other.sock"}}}""")
            .Set("DOCKER_CONTEXT", "other");
        Assert.Equal(("unix:///other.sock", "context 'other'"), Resolve(null));

        _here.Set("DOCKER_HOST", "unix:///host.sock");
        Assert.Equal(("unix:///host.sock", "DOCKER_HOST"), Resolve(null));

        Assert.Equal(("unix:///explicit.sock", "--docker-endpoint"), Resolve("unix:///explicit.sock"));
    }

    [Fact]
    public void EmptyVariablesAreNotSet()
    {
        _here.Set("DOCKER_HOST", "").Set("DOCKER_CONTEXT", "");

        Assert.Equal(("unix:///var/run/docker.sock", "default"), Resolve(""));
    }

    [Fact]
    public void TheContextCalledDefaultIsThePlatformsOwn()
    {
        _here.AddContext("builder", Builder).Select("builder").Set("DOCKER_CONTEXT", "default");

        Assert.Equal(("unix:///var/run/docker.sock", "default"), Resolve(null));
    }

    [Fact]
    public void DockerConfigMovesTheStore()
    {
        _here.AddContext("builder", Builder).Select("builder");
        Directory.Move(_here.Config, Path.Combine(_here.Home, "elsewhere"));
        _here.Set("DOCKER_CONFIG", Path.Combine(_here.Home, "elsewhere"));

        Assert.Equal(("tcp://builder:2376", "context 'builder'"), Resolve(null));
    }

    [Fact]
    public void TheFilesOfAContextSecureIt()
    {
        _here.AddContext("builder", Builder, "ca.pem", "cert.pem", "key.pem").Select("builder");
        var files = Path.Combine(_here.Contexts, "tls", SurroundingsForTests.Id("builder"), "docker");

        var tls = EngineEndpoint.Resolve(null, _here.Environment).Tls;

        Assert.Equal(
            new EndpointTls
            {
                CaFile = Path.Combine(files, "ca.pem"),
                CertificateFile = Path.Combine(files, "cert.pem"),
                KeyFile = Path.Combine(files, "key.pem"),
            },
            tls);
    }

    [Fact]
    public void AContextWithoutFilesIsPlainUnlessItSkipsVerification()
    {
        _here.AddContext("builder", Builder).Select("builder");
        Assert.Null(EngineEndpoint.Resolve(null, _here.Environment).Tls);

        _here.AddContext("builder", """{"Endpoints":{"docker":{"Host":"tcp://builder","SkipTLSVerify":true}}}""");
        var endpoint = EngineEndpoint.Resolve(null, _here.Environment);
        Assert.Equal(new EndpointTls { SkipVerification = true }, endpoint.Tls);
        Assert.Equal(2376, endpoint.Port);
    }

    [Fact]
    public void DockerTlsVerifyTakesTheFilesOfDockerCertPath()
    {
        _here.Write("certs/ca.pem", "").Set("DOCKER_CERT_PATH", Path.Combine(_here.Home, "certs"))
            .Set("DOCKER_TLS_VERIFY", "1");

        var endpoint = EngineEndpoint.Resolve("tcp://builder", _here.Environment);

        Assert.Equal(new EndpointTls { CaFile = Path.Combine(_here.Home, "certs", "ca.pem") }, endpoint.Tls);
        Assert.Equal(2376, endpoint.Port);
    }

    [Fact]
    public void DockerTlsAloneVerifiesNothing()
    {
        _here.Write(".docker/cert.pem", "").Set("DOCKER_TLS", "1");

        var tls = EngineEndpoint.Resolve("tcp://builder:2375", _here.Environment).Tls;

        Assert.Equal(
            new EndpointTls { CertificateFile = Path.Combine(_here.Config, "cert.pem"), SkipVerification = true }, tls);
    }

    [Fact]
    public void TlsVariablesDoNotConcernSockets()
    {
        _here.Set("DOCKER_TLS_VERIFY", "1");

        Assert.Null(EngineEndpoint.Resolve("unix:///var/run/docker.sock", _here.Environment).Tls);
    }

    [Fact]
    public void ErrorsNameTheSource()
    {
        _here.Set("DOCKER_HOST", "build-7");

        var error = Assert.Throws<FormatException>(() => Resolve(null));

        Assert.Equal(
            "'build-7' (from DOCKER_HOST) is not an engine endpoint: it has no scheme. Did you mean 'tcp://build-7'?",
            error.Message);
    }

    [Fact]
    public void AContextThatDoesNotExistIsNamedWithItsSource()
    {
        _here.Select("gone");

        var error = Assert.Throws<EngineContextException>(() => Resolve(null));

        Assert.Equal(
            $"Docker context 'gone' (from currentContext of '{_here.ConfigFile}') does not exist in "
            + $"'{_here.Contexts}'. Create it with 'docker context create gone', or name the engine with "
            + "--docker-endpoint.",
            error.Message);
    }

    [Fact]
    public void AContextWithoutAnEngineSaysSo()
    {
        _here.AddContext("empty", """{"Name":"empty","Endpoints":{}}""").Set("DOCKER_CONTEXT", "empty");

        var error = Assert.Throws<EngineContextException>(() => Resolve(null));

        var file = Path.Combine(_here.Contexts, "meta", SurroundingsForTests.Id("empty"), "meta.json");
        Assert.Equal(
            $"Docker context 'empty' (from DOCKER_CONTEXT) names no engine: '{file}' has no Endpoints.docker.Host. "
            + "Create the context anew.",
            error.Message);
    }

    [Fact]
    public void AConfigurationThatIsNotJsonIsNamed()
    {
        _here.Write(".docker/config.json", "{ nonsense");

        var error = Assert.Throws<EngineContextException>(() => Resolve(null));

        Assert.StartsWith(
            $"'{_here.ConfigFile}' cannot be read: 'n' is an invalid start of a property name.",
            error.Message,
            StringComparison.Ordinal);
    }

    (string Address, string Source) Resolve(string? explicitValue)
    {
        var endpoint = EngineEndpoint.Resolve(explicitValue, _here.Environment);
        return (endpoint.Address, endpoint.Source);
    }
}
