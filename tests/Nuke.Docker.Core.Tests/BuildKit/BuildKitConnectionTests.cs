using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit;

public class BuildKitConnectionTests
{
    const string Switching = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    [Fact]
    public async Task AnEngineThatDoesNotKnowTheRouteHasNone()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();

        Assert.Null(await BuildKitConnection.FindAsync(engine, CancellationToken.None).WaitAsync(GrpcPair.Patience));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]
    public async Task AnEngineThatSwitchesAndSpeaksNoHttp2IsLost(string answer)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /grpc", Switching + answer, close: true);
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => BuildKitConnection.FindAsync(engine, CancellationToken.None).WaitAsync(GrpcPair.Patience));

        Assert.StartsWith($"The Docker Engine at '{scripted.Endpoint}' ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" during POST /grpc. Look into the engine's log.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEngineIsSpokenToAtOnce()
    {
        await using var scripted = new ScriptedBuildKit();
        await using var engine = await scripted.Engine.ConnectAsync();

        using var connection = await BuildKitConnection.FindAsync(
            engine, CancellationToken.None).WaitAsync(GrpcPair.Patience);

        Assert.False(connection!.Abilities.HasContainerdStore);
        Assert.Equal(1, scripted.Greetings);
    }

    [Fact]
    public async Task EachMethodOfASessionHasALineOfItsOwn()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var head = new TaskCompletionSource<IReadOnlyList<string>>();
        scripted.Answer("POST /session", async exchange =>
        {
            head.SetResult(exchange.Request.Lines);
            await exchange.SendAsync(Switching);
            await exchange.ReadToHangUpAsync();
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();

        await using var session = await BuildSession.OpenAsync(
            new UpgradedRoute(engine),
            "key",
            [
                new HealthService(HealthService.DefaultLimit, TimeProvider.System),
                new SecretService(new Dictionary<string, SecretSource>()),
            ],
            CancellationToken.None);

        Assert.Equal(
            [
                $"X-Docker-Expose-Session-Uuid: {session.Id}",
                "X-Docker-Expose-Session-Name: nuke-docker",
                "X-Docker-Expose-Session-Sharedkey: key",
                "X-Docker-Expose-Session-Grpc-Method: /grpc.health.v1.Health/Check",
                "X-Docker-Expose-Session-Grpc-Method: /moby.buildkit.secrets.v1.Secrets/GetSecret",
            ],
            (await head.Task).Where(line => line.StartsWith("X-Docker", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ASessionThatIsRefusedSaysWhy()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("POST /session", """{"message":"no sessions today"}""", "400 Bad Request");
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => BuildSession.OpenAsync(new UpgradedRoute(engine), "key", [], CancellationToken.None));

        Assert.Equal("The Docker Engine refused POST /session with status 400: no sessions today", error.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching")]
    [InlineData("")]
    public async Task ASessionThatIsCutOffInItsHeadIsLost(string answer)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /session", answer, close: true);
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => BuildSession.OpenAsync(new UpgradedRoute(engine), "key", [], CancellationToken.None));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' closed the connection during POST /session. "
            + "Look into the engine's log.", error.Message);
    }
}
