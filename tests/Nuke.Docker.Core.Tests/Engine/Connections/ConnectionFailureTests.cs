using System.Net;
using System.Net.Sockets;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine.Connections;

public sealed class ConnectionFailureTests
{
    [Fact]
    public async Task AMissingSocketIsNamedWithItsSourceAndTheRemedy()
    {
        var environment = new EngineEnvironment(
            name => name == "DOCKER_HOST" ? "unix:///nowhere/docker.sock" : null, "/nowhere", isWindows: false);

        var error = await FailAsync(EngineEndpoint.Resolve(null, environment));

        Assert.Equal(
            "No Docker Engine answered at 'unix:///nowhere/docker.sock' (from DOCKER_HOST): no such socket. Start the "
            + "engine or pass --docker-endpoint.",
            error.Message);
    }

    [Fact]
    public async Task TheDefaultIsCalledDefault()
    {
        var endpoint = EngineEndpoint.Parse("unix:///nowhere/docker.sock", "default");

        var error = await FailAsync(endpoint);

        Assert.StartsWith(
            "No Docker Engine answered at 'unix:///nowhere/docker.sock' (default): no such socket.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASocketThatNobodyListensOnIsTold()
    {
        var directory = Directory.CreateTempSubdirectory("stale-").FullName;
        var path = Path.Combine(directory, "docker.sock");
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Bound, never listened on: what a daemon leaves that was killed.
            stale.Bind(new UnixDomainSocketEndPoint(path));

            var error = await FailAsync(EngineEndpoint.Parse($"unix://{path}"));

            Assert.Equal(
                $"No Docker Engine answered at 'unix://{path}': nobody listens on the socket. Start the engine or "
                + "pass --docker-endpoint.",
                error.Message);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task ARefusedConnectionIsTold()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = $"tcp://127.0.0.1:{((IPEndPoint)reserved.LocalEndPoint!).Port}";

        var error = await FailAsync(EngineEndpoint.Parse(endpoint, "DOCKER_HOST"));

        Assert.Equal(
            $"No Docker Engine answered at '{endpoint}' (from DOCKER_HOST): connection refused. Start the engine or "
            + "pass --docker-endpoint.",
            error.Message);
        Assert.IsType<SocketException>(error.InnerException);
    }

    [Fact]
    public async Task AnUnknownHostIsTold()
    {
        var error = await FailAsync(EngineEndpoint.Parse("tcp://no-such-host.invalid:2375"));

        Assert.Equal(
            "No Docker Engine answered at 'tcp://no-such-host.invalid:2375': the host name 'no-such-host.invalid' is "
            + "not known. Start the engine or pass --docker-endpoint.",
            error.Message);
    }

    [Theory]
    [InlineData(
        SocketError.AccessDenied,
        "permission denied. Run as a user that may open the socket (on Linux: root or the group 'docker'), or pass "
        + "--docker-endpoint.")]
    [InlineData(SocketError.TimedOut, "the host does not answer. Start the engine or pass --docker-endpoint.")]
    [InlineData(SocketError.HostUnreachable, "the host cannot be reached. Start the engine or pass --docker-endpoint.")]
    public void EachKindOfFailureHasItsWords(SocketError kind, string words)
    {
        var error = ConnectionFailure.Connecting(
            EngineEndpoint.Parse("unix:///run/docker.sock"), new SocketException((int)kind));

        Assert.Equal($"No Docker Engine answered at 'unix:///run/docker.sock': {words}", error.Message);
    }

    [Fact]
    public async Task AnEngineThatHangsUpIsTold()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        scripted.Answer("GET /info", "", close: true);

        var error =
            await Assert.ThrowsAsync<EngineUnavailableException>(() => engine.InfoAsync(CancellationToken.None));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' closed the connection during GET /info. Look into the "
            + "engine's log.",
            error.Message);
    }

    static Task<EngineUnavailableException> FailAsync(EngineEndpoint endpoint) =>
        Assert.ThrowsAsync<EngineUnavailableException>(
            () => DockerEngine.ConnectAsync(endpoint, CancellationToken.None));
}
