using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class SshTests(EngineFixture fixture, SshServer server) : IClassFixture<SshServer>
{
    [Fact]
    public async Task EverythingWorksThroughSsh()
    {
        await using var engine = await DockerEngine.ConnectAsync(Endpoint(server.Client), CancellationToken.None);

        await RoundTrip.RunAsync(engine);
    }

    [Fact]
    public async Task AStrangerIsToldWhatSshSays()
    {
        var endpoint = Endpoint(server.Stranger);

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => DockerEngine.ConnectAsync(endpoint, CancellationToken.None));

        Assert.Equal(
            $"No Docker Engine answered at '{endpoint}' (from DOCKER_HOST): ssh ended with exit code 255 "
            + $"({Environment.UserName}@127.0.0.1: Permission denied (publickey)). Try the same with ssh by hand, or "
            + "pass --docker-endpoint.",
            error.Message);
    }

    [Fact]
    public async Task AnEngineThatDoesNotRunThereIsToldInTheRemoteCliSWords()
    {
        var endpoint =
            EngineEndpoint.Parse($"{server.Endpoint}/nowhere/docker.sock") with { SshProgram = server.Client };

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => DockerEngine.ConnectAsync(endpoint, CancellationToken.None));

        Assert.StartsWith(
            $"No Docker Engine answered at '{endpoint}': ssh ended with exit code 1 (",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("/nowhere/docker.sock", error.Message.Split('(')[^1], StringComparison.Ordinal);
    }

    EngineEndpoint Endpoint(string client) =>
        EngineEndpoint.Parse($"{server.Endpoint}{fixture.SocketPath}", "DOCKER_HOST") with { SshProgram = client };
}
