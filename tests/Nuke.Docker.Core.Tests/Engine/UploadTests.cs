using System.Diagnostics;
using System.Net;
using Nuke.Docker.Core.Tests.BuildKit;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class UploadTests
{
    const int Layers = 1000;

    static readonly byte[] _chunk = new byte[64 * 1024];

    [Theory]
    [InlineData("unix", false)]
    [InlineData("unix", true)]
    [InlineData("tcp", false)]
    [InlineData("tcp", true)]
    public async Task ARefusalIsReportedWhileTheBodyIsStillGoingUp(string scheme, bool hangUp)
    {
        await using var scripted = scheme == "unix" ? ScriptedEngine.OnUnixSocket() : ScriptedEngine.OnTcp();
        scripted.Answer("POST /build", async exchange =>
        {
            // The rest of the body is never read: the client may wait for room in the socket.
            await exchange.ReadSomeAsync(new byte[1024]);
            await exchange.SendAsync(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 25\r\n\r\n{\"message\":\"no such tag\"}");
            if (hangUp)
                exchange.Close();
            else
                await exchange.StallAsync();
        });
        await using var engine = await scripted.ConnectAsync();
        var source = new EndlessSource();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.BuildImageAsync(new BuildRequest(), source.WriteAsync, CancellationToken.None)
                .ToListAsync().AsTask().WaitAsync(ScriptedConnection.Patience));

        Assert.Equal("The Docker Engine refused POST /build with status 400: no such tag", error.Message);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "POST /build", "no such tag"), (error.Status, error.Route, error.Reason));
        await source.Ended.WaitAsync(ScriptedConnection.Patience);
    }

    [Fact]
    public async Task AnAnswerIsReadAlthoughTheEngineHangsUpBeforeTheEndOfAnEmptyBody()
    {
        using var sockets = await SocketPair.OpenAsync();
        await using var connection = new UploadConnection(sockets.Ours);
        var head = "POST /images/load HTTP/1.1\r\n\r\n"u8.ToArray();
        await connection.WriteAsync(head);
        await sockets.Theirs.ReadExactlyAsync(new byte[head.Length]);
        await sockets.Theirs.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await sockets.Theirs.DisposeAsync();

        await connection.WriteAsync("0\r\n\r\n"u8.ToArray());

        Assert.Equal("HTTP/1.1 200 OK\r\n\r\n", await new StreamReader(connection).ReadToEndAsync());
    }

    [Fact]
    public async Task ProgressDuringAnUploadDoesNotEndIt()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var received = 0;
        scripted.Answer("POST /images/load", async exchange =>
        {
            await exchange.BeginChunksAsync();
            // More than one buffer of the listener's, in many small parts.
            for (var i = 0; i < Layers; i++)
                await exchange.SendChunkAsync(
                    $$$"""{"status":"Loading layer","progressDetail":{"current":{{{i}}},"total":2},"id":"a"}""" + "\n");
            received = (await exchange.ReadBodyAsync()).Length;
            await exchange.SendChunkAsync("""{"stream":"Loaded image: a:1\n"}""" + "\n");
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();

        var messages = await engine.LoadImagesAsync(
            async (stream, cancellationToken) =>
            {
                for (var i = 0; i < 100; i++)
                    await stream.WriteAsync(_chunk, cancellationToken);
            },
            CancellationToken.None).ToListAsync();

        Assert.Equal(100 * _chunk.Length, received);
        Assert.Equal(
            [
                .. Enumerable.Range(0, Layers).Select(i => new EngineMessage.Layer("a", "Loading layer", i, 2)),
                new EngineMessage.Output("Loaded image: a:1\n"),
            ],
            messages);
    }

    [Fact]
    public async Task TheBytesArriveAsTheyWereWritten()
    {
        await using var scripted = ScriptedEngine.OnTcp();
        var body = new byte[1_000_001];
        Random.Shared.NextBytes(body);
        byte[] received = [];
        scripted.Answer("PUT /containers/c/archive", async exchange =>
        {
            received = await exchange.ReadBodyAsync();
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        await using var engine = await scripted.ConnectAsync();

        await engine.PutArchiveAsync(
            "c",
            "/a b",
            (stream, cancellationToken) => new MemoryStream(body).CopyToAsync(stream, 777, cancellationToken),
            CancellationToken.None);

        Assert.Equal(body, received);
        Assert.Equal(["path=/a b", "noOverwriteDirNonDir=1"], scripted.Requests[^1].Query);
        Assert.Equal("application/x-tar", scripted.Requests[^1].Headers["Content-Type"]);
    }

    [Fact]
    public async Task CancellationStopsAnUploadThatTheEngineDoesNotRead()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("PUT /containers/c/archive", exchange => exchange.StallAsync());
        await using var engine = await scripted.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var source = new EndlessSource();
        var upload = engine.PutArchiveAsync("c", "/", source.WriteAsync, stop.Token);
        await source.Begun.WaitAsync(ScriptedConnection.Patience);
        var watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload.WaitAsync(ScriptedConnection.Patience));
        await source.Ended.WaitAsync(ScriptedConnection.Patience);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task CancellationStopsAnUploadThatTheEngineReads()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /build", exchange => exchange.ReadToHangUpAsync());
        await using var engine = await scripted.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var source = new EndlessSource();
        var build = engine.BuildImageAsync(new BuildRequest(), source.WriteAsync, stop.Token)
            .ToListAsync(CancellationToken.None).AsTask();
        await source.Begun.WaitAsync(ScriptedConnection.Patience);
        var watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build.WaitAsync(ScriptedConnection.Patience));
        await source.Ended.WaitAsync(ScriptedConnection.Patience);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task WhatTheSourceThrowsComesOutUnchanged()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /build", exchange => exchange.ReadToHangUpAsync());
        await using var engine = await scripted.ConnectAsync();
        var failure = new IOException("src/a.txt grew while it was read");

        var error = await Assert.ThrowsAsync<IOException>(() => engine.BuildImageAsync(
            new BuildRequest(),
            async (stream, cancellationToken) =>
            {
                await stream.WriteAsync(_chunk, cancellationToken);
                throw failure;
            },
            CancellationToken.None).ToListAsync().AsTask());

        Assert.Same(failure, error);
    }

    [Fact]
    public async Task AnEngineThatDiesDuringAnUploadIsALostEngine()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /build", async exchange =>
        {
            await exchange.ReadSomeAsync(new byte[1024]);
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => engine.BuildImageAsync(new BuildRequest(), new EndlessSource().WriteAsync, CancellationToken.None)
                .ToListAsync().AsTask().WaitAsync(ScriptedConnection.Patience));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' closed the connection during POST /build. Look into the "
            + "engine's log.",
            error.Message);
    }

    [Fact]
    public async Task ARawRequestWithALargeBodyIsRefusedInTheSameWay()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("POST /anything", async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            exchange.Close();
        });
        await using var engine = await scripted.ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "anything")
        {
            Content = new ByteArrayContent(new byte[50 << 20])
        };
        request.Content.Headers.ContentType = new("application/x-tar");

        using var response =
            await engine.SendAsync(request, CancellationToken.None).WaitAsync(ScriptedConnection.Patience);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/x-tar", scripted.Requests[^1].Headers["Content-Type"]);
    }

    /// <summary>Writes until it is stopped.</summary>
    sealed class EndlessSource
    {
        readonly TaskCompletionSource _begun = new();
        readonly TaskCompletionSource _ended = new();

        public Task Begun => _begun.Task;

        public Task Ended => _ended.Task;

        public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
        {
            try
            {
                for (var written = 0; ; written++)
                {
                    await stream.WriteAsync(_chunk, cancellationToken);
                    if (written == 2)
                        _begun.TrySetResult();
                }
            }
            finally
            {
                _ended.TrySetResult();
            }
        }
    }
}
