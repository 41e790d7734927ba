using System.Net.Sockets;
using System.Text;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit.Sessions;

public sealed class SessionServiceTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly ScriptedPeer _peer = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task HealthIsSaidToBeWell()
    {
        await _peer.SendAsync(Empty.Instance);
        await CallAsync(
            new HealthService(HealthService.DefaultLimit, TimeProvider.System), "/grpc.health.v1.Health/Check");

        Assert.Equal("0801", Convert.ToHexString(await _peer.ReceiveRawAsync()));
    }

    [Theory]
    [InlineData("127.0.0.1:5000", "0A026D651206736563726574", "me", "secret", null)]
    [InlineData("ghcr.io", "1205746F6B656E", "ignored", null, "token")]
    public async Task CredentialsAreThoseOfTheRegistry(
        string host, string answer, string? name, string? password, string? token)
    {
        var auth = new AuthService((asked, _) => Task.FromResult(
            asked == host ? new RegistryAuth { Username = name, Password = password, IdentityToken = token } : null));
        await _peer.SendAsync(new TextRequest(host));
        await CallAsync(auth, "/moby.filesync.v1.Auth/Credentials");

        Assert.Equal(answer, Convert.ToHexString(await _peer.ReceiveRawAsync()));
    }

    [Fact]
    public async Task ARegistryWithoutCredentialsIsAnsweredWithNothing()
    {
        await _peer.SendAsync(new TextRequest("example.com"));
        await CallAsync(
            new AuthService((_, _) => Task.FromResult<RegistryAuth?>(null)), "/moby.filesync.v1.Auth/Credentials");

        Assert.Empty(await _peer.ReceiveRawAsync());
    }

    [Fact]
    public async Task DockerHubIsAskedForByItsNameAndOnlyOnce()
    {
        var asked = new List<string>();
        var auth = new AuthService((host, _) =>
        {
            asked.Add(host);
            return Task.FromResult<RegistryAuth?>(null);
        });
        await _peer.SendAsync(new TextRequest("registry-1.docker.io"), new TextRequest("registry-1.docker.io"));
        await CallAsync(auth, "/moby.filesync.v1.Auth/Credentials");
        await CallAsync(auth, "/moby.filesync.v1.Auth/Credentials");

        Assert.Equal(["docker.io"], asked);
    }

    [Fact]
    public async Task ASecretIsReadWhenItIsAskedFor()
    {
        var secrets = new SecretService(new Dictionary<string, SecretSource>
        {
            ["token"] = _ => ValueTask.FromResult<ReadOnlyMemory<byte>>("value"u8.ToArray()),
            ["large"] = _ => ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[SecretService.LargestSecret + 1]),
        });
        const string Method = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
        await _peer.SendAsync(new TextRequest("token"), new TextRequest("other"), new TextRequest("large"));

        await CallAsync(secrets, Method);
        Assert.Equal("value", Encoding.UTF8.GetString((await _peer.ReceiveAsync<BytesMessage>()).Data.Span));
        var missing = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(secrets, Method));
        Assert.Equal((GrpcCode.NotFound, "no secret 'other' was given"), (missing.Code, missing.Reason));
        var large = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(secrets, Method));
        Assert.Equal("secret 'large' has 512001 bytes, more than the 512000 that are allowed", large.Reason);
    }

    [Fact]
    public async Task AnAgentIsReachedThroughItsSocket()
    {
        using var agent = Listen(out var path);
        var service = new SshAgentService(new Dictionary<string, string> { ["default"] = path });
        var forwarding = CallAsync(service, "/moby.sshforward.v1.SSH/ForwardAgent");
        using var connection = await agent.AcceptAsync();

        await _peer.SendAsync(new BytesMessage("question"u8.ToArray()));
        var buffer = new byte[100];
        Assert.Equal("question", Encoding.UTF8.GetString(buffer, 0, await connection.ReceiveAsync(buffer)));
        await connection.SendAsync("answer"u8.ToArray());
        Assert.Equal("answer", Encoding.UTF8.GetString((await _peer.ReceiveAsync<BytesMessage>()).Data.Span));
        _peer.HangUp();
        Assert.Equal(0, await connection.ReceiveAsync(buffer));
        connection.Shutdown(SocketShutdown.Send);

        await forwarding;
    }

    [Fact]
    public async Task AQuestionThatCannotBeReadIsNotWaitedForByTheAgent()
    {
        using var agent = Listen(out var path);
        var service = new SshAgentService(new Dictionary<string, string> { ["default"] = path });
        var forwarding = CallAsync(service, "/moby.sshforward.v1.SSH/ForwardAgent");
        using var connection = await agent.AcceptAsync();

        await _peer.SendRawAsync([1, 0, 0, 0, 0]);

        await Assert.ThrowsAsync<MalformedMessageException>(() => forwarding);
        Assert.Equal(0, await connection.ReceiveAsync(new byte[1]));
    }

    [Fact]
    public async Task AnAgentThatWasNotGivenIsNamed()
    {
        var service = new SshAgentService(
            new Dictionary<string, string> { ["dead"] = Path.Combine(_directory.Path, "dead") });
        await _peer.SendAsync(new TextRequest(""));

        var missing = await Assert.ThrowsAsync<GrpcException>(
            () => CallAsync(service, "/moby.sshforward.v1.SSH/CheckAgent"));
        Assert.Equal((GrpcCode.NotFound, "no ssh agent 'default' was given"), (missing.Code, missing.Reason));
        _peer.With("buildkit.ssh.id", "dead");
        var dead = await Assert.ThrowsAsync<GrpcException>(
            () => CallAsync(service, "/moby.sshforward.v1.SSH/ForwardAgent"));
        Assert.StartsWith(
            $"the ssh agent at '{_directory.Path}/dead' does not answer: ", dead.Reason, StringComparison.Ordinal);
    }

    Socket Listen(out string path)
    {
        path = Path.Combine(_directory.Path, "agent");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }

    async Task CallAsync(ISessionService service, string method)
    {
        var handler = service.Methods.Single(known => known.Key == method).Value;
        await handler(_peer.Call, CancellationToken.None).WaitAsync(GrpcPair.Patience);
        await _peer.Call.FlushAsync(CancellationToken.None);
    }
}
