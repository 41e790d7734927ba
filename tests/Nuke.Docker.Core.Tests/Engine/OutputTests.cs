using System.Buffers.Binary;
using System.Text;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class OutputTests
{
    [Fact]
    public async Task StreamsAreSeparatedAndJoinedToLines()
    {
        var lines = await AttachAsync(
            [.. Frame(1, "one\ntw"), .. Frame(2, "error\r\n"), .. Frame(1, "o\n\nthree"), .. Frame(2, "last")],
            bytesAtOnce: int.MaxValue);

        Assert.Equal(
            [
                new(OutputStream.Stdout, "one"),
                new(OutputStream.Stderr, "error"),
                new(OutputStream.Stdout, "two"),
                new(OutputStream.Stdout, ""),
                new(OutputStream.Stdout, "three"),
                new(OutputStream.Stderr, "last"),
            ],
            lines);
    }

    [Fact]
    public async Task CharactersAndHeadsMayBeSplitAnywhere()
    {
        var euro = Encoding.UTF8.GetBytes("10 €\n");

        var lines =
            await AttachAsync([.. Frame(1, euro[..4]), .. Frame(2, "x\n"), .. Frame(1, euro[4..])], bytesAtOnce: 1);

        Assert.Equal([new(OutputStream.Stderr, "x"), new(OutputStream.Stdout, "10 €")], lines);
    }

    [Fact]
    public async Task ALineWithoutEndIsHandedOnInPartsOfWholeCharacters()
    {
        var text = new string('x', (1 << 20) - 1) + "€€";

        var lines = await AttachAsync(Frame(1, text), bytesAtOnce: int.MaxValue);

        Assert.Equal([new(OutputStream.Stdout, text[..^2]), new(OutputStream.Stdout, "€€")], lines);
    }

    [Fact]
    public async Task AFrameThatIsCutIsALostEngine()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => AttachAsync(scripted, Frame(1, "one\n")[..^2], int.MaxValue));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' cut the output during POST /containers/c/attach. Look into "
            + "the engine's log.", error.Message);
    }

    [Fact]
    public async Task WhatIsNotAFrameIsShown()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => AttachAsync(scripted, "plain text of a terminal"u8.ToArray(), int.MaxValue));

        Assert.Equal(
            "The answer to POST /containers/c/attach is not what a Docker Engine sends: 706C61696E207465 is not the "
            + "head of an output frame", error.Message);
    }

    [Fact]
    public async Task AnErrorOfTheEngineInsideTheStreamThrows()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => AttachAsync(scripted, Frame(3, "no space left\n"), int.MaxValue));

        Assert.Equal("The Docker Engine gave up POST /containers/c/attach: no space left", error.Message);
    }

    [Fact]
    public async Task LogsAreReadInTheSameWay()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("GET /containers/c/logs", async exchange =>
        {
            await exchange.BeginChunksAsync("application/vnd.docker.multiplexed-stream");
            await exchange.SendChunkAsync(Frame(1, "a\n"));
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();

        var lines = await engine.LogsAsync("c", follow: true, CancellationToken.None).ToListAsync();

        Assert.Equal([new(OutputStream.Stdout, "a")], lines);
        Assert.Equal(["stdout=1", "stderr=1", "follow=1"], scripted.Requests[^1].Query);
    }

    [Fact]
    public async Task AContainerThatIsNotThereCannotBeAttachedTo()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("POST /containers/c/attach", """{"message":"No such container: c"}""", "404 Not Found");
        await using var engine = await scripted.ConnectAsync();

        var error =
            await Assert.ThrowsAsync<EngineRequestException>(() => engine.AttachAsync("c", CancellationToken.None));

        Assert.Equal(
            "The Docker Engine refused POST /containers/c/attach with status 404: No such container: c", error.Message);
    }

    [Fact]
    public async Task AnUpgradeGivesAConnectionInBothDirections()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /session", async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
            var heard = new byte[4];
            await exchange.Connection.ReadExactlyAsync(heard, exchange.Stop);
            Array.Reverse(heard);
            await exchange.SendAsync(heard);
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();
        await using var stream = await engine.UpgradeAsync(
            new EngineQuery("session"),
            "h2c",
            request => request.Headers.Add("X-Docker-Expose-Session-Name", "n"),
            CancellationToken.None);

        await stream.WriteAsync("abcd"u8.ToArray());
        await stream.FlushAsync();
        using var reader = new StreamReader(stream);

        Assert.Equal("dcba", await reader.ReadToEndAsync());
        Assert.Equal(
            ("h2c", "n"),
            (scripted.Requests[^1].Headers["Upgrade"], scripted.Requests[^1].Headers["X-Docker-Expose-Session-Name"]));
    }

    static byte[] Frame(byte stream, string text) => Frame(stream, Encoding.UTF8.GetBytes(text));

    static byte[] Frame(byte stream, byte[] payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        payload.CopyTo(frame, 8);
        return frame;
    }

    static async Task<List<ContainerOutput>> AttachAsync(byte[] bytes, int bytesAtOnce)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        return await AttachAsync(scripted, bytes, bytesAtOnce);
    }

    static async Task<List<ContainerOutput>> AttachAsync(ScriptedEngine scripted, byte[] bytes, int bytesAtOnce)
    {
        scripted.Answer("POST /containers/c/attach", async exchange =>
        {
            await exchange.SendAsync(
                "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\n"
                + "Upgrade: tcp\r\n\r\n");
            foreach (var part in bytes.Chunk(Math.Min(bytesAtOnce, bytes.Length)))
                await exchange.SendAsync(part);
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();
        await using var attachment = await engine.AttachAsync("c", CancellationToken.None);
        return await attachment.Lines.ToListAsync().AsTask().WaitAsync(ScriptedConnection.Patience);
    }
}
