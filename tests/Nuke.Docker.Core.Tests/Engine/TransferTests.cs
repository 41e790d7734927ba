using System.Text;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class TransferTests
{
    const string Denied = """{"errorDetail":{"message":"denied"},"error":"denied"}""";

    [Fact]
    public async Task AFailureInsideAPullThrows()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /images/create", """{"status":"Pulling","id":"1"}""" + "\n" + Denied);
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PullImageAsync("acme/shop", "1", "linux/arm64", null, CancellationToken.None).ToListAsync()
                .AsTask());

        Assert.Equal("The Docker Engine gave up POST /images/create: denied", error.Message);
        Assert.Equal(["fromImage=acme/shop", "tag=1", "platform=linux/arm64"], scripted.Requests[^1].Query);
    }

    [Fact]
    public async Task AFailureInsideAPushThrows()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /images/acme/shop/push", Denied);
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PushImageAsync("acme/shop", "1", null, CancellationToken.None).ToListAsync().AsTask());

        Assert.Equal("The Docker Engine gave up POST /images/acme/shop/push: denied", error.Message);
        Assert.Equal("e30=", scripted.Requests[^1].Headers["X-Registry-Auth"]);
    }

    [Fact]
    public async Task APushWithoutADigestHasNotHappened()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /images/acme/shop/push", """{"status":"Preparing"}""");
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PushImageAsync("acme/shop", "1", null, CancellationToken.None).ToListAsync().AsTask());

        Assert.Equal(
            "The Docker Engine gave up POST /images/acme/shop/push: The engine ended the stream without a digest and "
            + "without an error.",
            error.Message);
    }

    [Fact]
    public async Task APushThatTellsTheDigestInWordsHasHappened()
    {
        var digest = $"sha256:{new string('a', 64)}";
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /images/acme/shop/push", $$"""{"status":"1.0: digest: {{digest}} size: 528"}""");
        await using var engine = await scripted.ConnectAsync();

        var messages = await engine.PushImageAsync("acme/shop", "1.0", null, CancellationToken.None).ToListAsync();

        Assert.Equal(new EngineMessage.Pushed("1.0", digest, 528), messages[^1]);
    }

    [Fact]
    public async Task APushTellsTheDigest()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(
            scripted,
            "POST /images/acme/shop/push",
            """{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:abc","Size":528}}""");
        await using var engine = await scripted.ConnectAsync();
        var auth = new RegistryAuth { Username = "me", Password = "ÿ>?", ServerAddress = "registry.example.com" };

        var messages = await engine.PushImageAsync("acme/shop", "1", auth, CancellationToken.None).ToListAsync();

        Assert.Equal([new EngineMessage.Pushed("1", "sha256:abc", 528)], messages);
        var header = scripted.Requests[^1].Headers["X-Registry-Auth"].Replace('-', '+').Replace('_', '/');
        Assert.Equal(
            """{"username":"me","password":"\u00FF\u003E?","serveraddress":"registry.example.com"}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(header)));
        Assert.DoesNotContain("ÿ", auth.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailureInsideALoadThrows()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(
            scripted, "POST /images/load", """{"errorDetail":{"message":"unexpected EOF"},"error":"unexpected EOF"}""");
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.LoadImagesAsync(ScriptedConnection.Nothing, CancellationToken.None).ToListAsync().AsTask());

        Assert.Equal("The Docker Engine gave up POST /images/load: unexpected EOF", error.Message);
    }

    [Fact]
    public async Task ABuildSendsWhatIsSetAndNothingElse()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /build", """{"aux":{"ID":"sha256:abc"}}""");
        await using var engine = await scripted.ConnectAsync();

        await engine.BuildAsync();
        Assert.Equal(["dockerfile=Dockerfile", "rm=1", "forcerm=1"], scripted.Requests[^1].Query);

        var request = new BuildRequest
        {
            Dockerfile = "docker/Dockerfile",
            Tags = ["a:1", "b/c:2"],
            BuildArguments = new Dictionary<string, string?> { ["A"] = "1 & 2", ["B"] = null },
            Labels = new Dictionary<string, string> { ["l"] = "ä" },
            Target = "t",
            NoCache = true,
            Pull = true,
            Platform = "linux/arm64",
            NetworkMode = "host",
            ExtraHosts = ["x:1.2.3.4", "y:5.6.7.8"],
            SharedMemoryBytes = 1 << 20,
            CacheFrom = ["a", "b"],
            RegistryAuths = new Dictionary<string, RegistryAuth> { ["r"] = new() { Username = "me" } },
        };
        await engine.BuildImageAsync(request, ScriptedConnection.Nothing, CancellationToken.None).ToListAsync();
        Assert.Equal(
            [
                "dockerfile=docker/Dockerfile",
                "t=a:1",
                "t=b/c:2",
                """buildargs={"A":"1 \u0026 2","B":null}""",
                """labels={"l":"\u00E4"}""",
                "target=t",
                "nocache=1",
                "pull=1",
                "platform=linux/arm64",
                "networkmode=host",
                "extrahosts=x:1.2.3.4",
                "extrahosts=y:5.6.7.8",
                "shmsize=1048576",
                """cachefrom=["a","b"]""",
                "rm=1",
                "forcerm=1",
            ],
            scripted.Requests[^1].Query);
        Assert.Equal(
            """{"r":{"username":"me"}}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(scripted.Requests[^1].Headers["X-Registry-Config"])));
    }

    [Fact]
    public async Task ARemoteContextSendsNoBody()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        Answer(scripted, "POST /build", """{"aux":{"ID":"sha256:abc"}}""");
        await using var engine = await scripted.ConnectAsync();

        await engine.BuildImageAsync(
            new BuildRequest { RemoteContext = "https://example.com/r.git" },
            (_, _) => throw new InvalidOperationException("Nobody asks for a context."),
            CancellationToken.None).ToListAsync();

        Assert.Equal("0", scripted.Requests[^1].Headers["Content-Length"]);
        Assert.Contains("remote=https://example.com/r.git", scripted.Requests[^1].Query);
    }

    static void Answer(ScriptedEngine scripted, string route, string body) =>
        scripted.Answer(route, $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
