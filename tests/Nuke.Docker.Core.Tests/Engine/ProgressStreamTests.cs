using System.Diagnostics;
using System.Text;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class ProgressStreamTests
{
    const string Built = """{"aux":{"ID":"sha256:abc"}}""" + "\n";

    [Fact]
    public async Task MessagesBecomeTheirKinds()
    {
        var messages = await BuildAsync(
            """
            {"stream":"Step 1/1 : FROM alpine\n"}
            {"status":"Pulling from library/alpine","id":"latest"}
            {"status":"Downloading","progressDetail":{"current":10,"total":20},"progress":"[==> ]","id":"abc"}
            {"status":"Pull complete","progressDetail":{},"id":"abc"}
            {"status":"Digest: sha256:def"}
            {"id":"moby.buildkit.trace","aux":"Cm8KR3NoYTI1Ng=="}
            {"unknown":{"nested":[1,2,{"a":null}]}}

            {"aux":{"ID":"sha256:abc"}}
            """);

        Assert.Equal(
            [
                new EngineMessage.Output("Step 1/1 : FROM alpine\n"),
                new EngineMessage.Status("Pulling from library/alpine", "latest"),
                new EngineMessage.Layer("abc", "Downloading", 10, 20),
                new EngineMessage.Layer("abc", "Pull complete", null, null),
                new EngineMessage.Status("Digest: sha256:def", null),
                new EngineMessage.ImageId("sha256:abc"),
            ],
            messages);
    }

    [Fact]
    public async Task AFailureEndsABuild()
    {
        var messages =
            await BuildAsync("""{"errorDetail":{"code":7,"message":"exit 7"},"error":"exit 7"}""" + "\n" + Built);

        Assert.Equal([new EngineMessage.Failure("exit 7", 7)], messages);
    }

    [Fact]
    public async Task AFailureWithoutDetailsIsAFailureToo()
    {
        var messages = await BuildAsync("""{"error":"COPY failed"}""");

        Assert.Equal([new EngineMessage.Failure("COPY failed", null)], messages);
    }

    [Fact]
    public async Task CharactersMayBeSplitAcrossChunks()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"stream":"Größe: 10 €\n"}""" + "\n" + Built);

        var messages = await RunAsync(async exchange =>
        {
            await exchange.BeginChunksAsync();
            foreach (var b in bytes)
                await exchange.SendChunkAsync(new[] { b });
            await exchange.EndChunksAsync();
        });

        Assert.Equal(new EngineMessage.Output("Größe: 10 €\n"), messages[0]);
    }

    [Fact]
    public async Task MessagesArriveWhileTheStreamIsOpen()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var seen = new TaskCompletionSource();
        scripted.Answer("POST /build", async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.BeginChunksAsync();
            await exchange.SendChunkAsync("""{"stream":"first"}""" + "\n");
            await seen.Task;
            await exchange.SendChunkAsync(Built);
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();

        await foreach (var message in engine.BuildImageAsync(
            new BuildRequest(), ScriptedConnection.Nothing, CancellationToken.None))
            if (message is EngineMessage.Output)
                seen.SetResult();

        Assert.True(seen.Task.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("", "ended the stream without an image and without an error")]
    [InlineData("{\"stream\":\"Step 1/2\"}\n", "ended the stream without an image and without an error")]
    [InlineData("{\"stream\":\"Step 1", "cut the stream in the middle of a message")]
    [InlineData("{\"stream\":\"a\"}\n{\"aux\":{\"ID\":", "cut the stream in the middle of a message")]
    public async Task AStreamThatEndsTooEarlyIsALostEngine(string body, string what)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => BuildAsync(scripted, body));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' {what} during POST /build. Look into the engine's log.",
            error.Message);
    }

    [Theory]
    [InlineData("{\"stream\":\"a\"}\n")]
    [InlineData("{\"stream\":\"a")]
    public async Task AConnectionThatIsCutIsALostEngine(string beginning)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /build", async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.BeginChunksAsync();
            await exchange.SendChunkAsync(beginning);
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(engine.BuildAsync);

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' closed the connection during POST /build. Look into the "
            + "engine's log.",
            error.Message);
    }

    [Theory]
    [InlineData("<html>\n<body>Bad gateway</body>", "<html>")]
    [InlineData("{\"stream\":5}", "{\"stream\":5}")]
    [InlineData("{\"errorDetail\":[\"x\"]}", "{\"errorDetail\":[\"x\"]}")]
    [InlineData(
        "{\"status\":\"a\",\"id\":\"b\",\"progressDetail\":{\"current\":\"ten\"}}",
        "{\"status\":\"a\",\"id\":\"b\",\"progressDetail\":{\"current\":\"ten\"}}")]
    [InlineData("{\"stream\":\"a\"}}", "{\"stream\":\"a\"}}")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("{\"stream\" \"a\"}", "{\"stream\" \"a\"}")]
    public async Task WhatIsNotAMessageIsShown(string body, string shown)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var error = await Assert.ThrowsAsync<EngineRequestException>(() => BuildAsync(scripted, body));

        Assert.Equal($"The answer to POST /build is not what a Docker Engine sends: {shown}", error.Message);
    }

    [Fact]
    public async Task TwentyThousandMessagesTakeNoTime()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var body = string.Concat(Enumerable.Range(0, 20_000)
            .Select(i => $$"""{"stream":"line {{i}} of the output of a step\n"}""" + "\n")) + Built;
        await using var engine = await scripted.ConnectAsync();
        AnswerBuild(scripted, body);
        await engine.BuildAsync();
        var watch = Stopwatch.StartNew();

        var messages = await engine.BuildAsync();

        Assert.Equal(20_001, messages.Count);
        // 20 to 50 ms on a quiet machine; a thread per message takes seconds.
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    static async Task<List<EngineMessage>> BuildAsync(string body)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        return await BuildAsync(scripted, body);
    }

    static async Task<List<EngineMessage>> BuildAsync(ScriptedEngine scripted, string body)
    {
        AnswerBuild(scripted, body);
        await using var engine = await scripted.ConnectAsync();
        return await engine.BuildAsync();
    }

    static void AnswerBuild(ScriptedEngine scripted, string body) =>
        scripted.Answer(
            "POST /build", $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    static async Task<List<EngineMessage>> RunAsync(Func<ScriptedExchange, Task> answer)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /build", async exchange =>
        {
            await exchange.ReadBodyAsync();
            await answer(exchange);
        });
        await using var engine = await scripted.ConnectAsync();
        return await engine.BuildAsync();
    }
}
