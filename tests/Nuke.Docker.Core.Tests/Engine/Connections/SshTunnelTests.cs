using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine.Connections;

public sealed class SshTunnelTests
{
    [Theory]
    [InlineData("ssh://build-7", "-o ConnectTimeout=30 -T -- build-7 docker system dial-stdio")]
    [InlineData("ssh://me@build-7:2222", "-o ConnectTimeout=30 -T -l me -p 2222 -- build-7 docker system dial-stdio")]
    [InlineData(
        "ssh://build-7/run/my.sock",
        "-o ConnectTimeout=30 -T -- build-7 docker --host unix:///run/my.sock system dial-stdio")]
    [InlineData(
        "ssh://build-7/run/it's%20here",
        @"-o ConnectTimeout=30 -T -- build-7 docker --host 'unix:///run/it'\''s here' system dial-stdio")]
    public void TheArgumentsAreThoseOfTheDockerCli(string endpoint, string arguments) =>
        Assert.Equal(arguments, string.Join(' ', SshTunnel.Arguments(EngineEndpoint.Parse(endpoint))));

    [Fact]
    public async Task AMissingSshIsNamed()
    {
        var endpoint = EngineEndpoint.Parse("ssh://build-7", "DOCKER_HOST") with { SshProgram = "no-such-ssh" };

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => DockerEngine.ConnectAsync(endpoint, CancellationToken.None));

        Assert.Equal(
            "No Docker Engine answered at 'ssh://build-7' (from DOCKER_HOST): the program 'no-such-ssh' cannot be "
            + "started. Install an ssh client, or pass --docker-endpoint.",
            error.Message);
    }

    [Fact]
    public async Task WhatSshSaysIsShown()
    {
        var directory = Directory.CreateTempSubdirectory("ssh-").FullName;
        var program = Path.Combine(directory, "ssh");
        await Script.WriteAsync(
            program, "echo 'Warning: odd' >&2\necho 'me@build-7: Permission denied (publickey).' >&2\nexit 255");

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() =>
            DockerEngine.ConnectAsync(
                EngineEndpoint.Parse("ssh://me@build-7") with { SshProgram = program }, CancellationToken.None));

        Directory.Delete(directory, recursive: true);
        Assert.Equal(
            """
            No Docker Engine answered at 'ssh://me@build-7': ssh ended with exit code 255 (me@build-7: Permission denied (publickey)). Try the same with ssh by hand, or pass --docker-endpoint.
              Warning: odd
              me@build-7: Permission denied (publickey).
            """,
            error.Message);
    }
}
