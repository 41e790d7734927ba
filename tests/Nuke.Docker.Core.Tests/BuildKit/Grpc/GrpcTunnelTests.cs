using System.Text;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.Core.Tests.BuildKit.Grpc;

public sealed class GrpcTunnelTests
{
    const string Method = "/test.Service/Tunnel";

    [Fact]
    public async Task BytesPassInBothDirectionsWhateverThePiecesAre()
    {
        await using var server = await StartAsync(EchoAsync);
        var sent = new byte[3_000_000];
        new Random(2).NextBytes(sent);
        var received = new byte[sent.Length];

        var tunnel = await server.OpenAsync();
        await Task.WhenAll(WriteAsync(tunnel, sent), tunnel.ReadExactlyAsync(received).AsTask())
            .WaitAsync(GrpcPair.Patience);
        await tunnel.DisposeAsync();

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task EachFieldArrivesByItself()
    {
        var methods = new TaskCompletionSource<IReadOnlyList<string>>();
        await using var server = await StartAsync((call, stop) =>
        {
            methods.SetResult(call.Metadata("x-method"));
            return EchoAsync(call, stop);
        });

        await using var tunnel = await server.OpenAsync(new("x-method", "/a/b"), new("x-method", "/c/d"));

        Assert.Equal(["/a/b", "/c/d"], await methods.Task.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task ARefusalIsNoTunnel()
    {
        await using var server = await StartAsync((_, _) => throw new GrpcException(GrpcCode.Unknown, "used already"));
        await using var tunnel = await server.OpenAsync();

        var error = await Assert.ThrowsAsync<IOException>(
            () => tunnel.ReadAsync(new byte[1]).AsTask().WaitAsync(GrpcPair.Patience));

        Assert.Equal("The connection inside the call has ended: used already", error.Message);
    }

    [Fact]
    public void ARefusalInTheHeadIsSeenAtOnce()
    {
        using var response = new HttpResponseMessage();
        GrpcStatus.CheckHead(response);
        response.Headers.Add("grpc-status", "12");
        response.Headers.Add("grpc-message", "unknown%20method");

        var error = Assert.Throws<GrpcException>(() => GrpcStatus.CheckHead(response));

        Assert.Equal((GrpcCode.Unimplemented, "unknown method"), (error.Code, error.Reason));
    }

    [Fact]
    public void AnAnswerThatEndsWithoutAStatusIsNoSuccess()
    {
        using var response = new HttpResponseMessage();

        var error = Assert.Throws<GrpcException>(() => GrpcStatus.Check(response));

        Assert.Equal(
            (GrpcCode.Unavailable, "the answer, HTTP 200, ends without a status."), (error.Code, error.Reason));
    }

    [Fact]
    public async Task TheEndOfTheCallIsTheEndOfTheConnection()
    {
        await using var server = await StartAsync((call, _) =>
        {
            call.Write(new BytesMessage("bye"u8.ToArray()));
            call.Write(new BytesMessage(default));
            return Task.CompletedTask;
        });
        await using var tunnel = await server.OpenAsync();

        using var received = new MemoryStream();
        await tunnel.CopyToAsync(received).WaitAsync(GrpcPair.Patience);

        Assert.Equal("bye"u8.ToArray(), received.ToArray());
    }

    [Fact]
    public async Task WhatIsNoMessageBreaksTheConnection()
    {
        await using var server = await StartAsync((call, _) =>
        {
            call.Write(new TextRequest("bye"));
            call.Write(new Nonsense());
            return Task.CompletedTask;
        });
        await using var tunnel = await server.OpenAsync();

        var error = await Assert.ThrowsAsync<IOException>(
            () => tunnel.CopyToAsync(Stream.Null).WaitAsync(GrpcPair.Patience));

        Assert.Equal("The connection inside the call is broken.", error.Message);
    }

    [Fact]
    public async Task AClosedTunnelEndsTheCallOnTheOtherSide()
    {
        var ended = new TaskCompletionSource();
        await using var server = await StartAsync(async (call, stop) =>
        {
            stop.Register(() => ended.TrySetResult());
            await EchoAsync(call, stop);
            ended.TrySetResult();
        });

        await (await server.OpenAsync()).DisposeAsync();

        await ended.Task.WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task AnOpeningThatIsCancelledEnds()
    {
        using var sockets = await SocketPair.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var opening = GrpcTunnel.OpenAsync(
            new GrpcClient(sockets.Ours, (_, e) => throw e), Method, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task AConnectionThatIsLostBeforeTheCallIsAnsweredIsNoCancellation()
    {
        using var sockets = await SocketPair.OpenAsync();
        var opening = GrpcTunnel.OpenAsync(
            new GrpcClient(sockets.Ours, (method, _) => new GrpcException(GrpcCode.Unavailable, method)),
            Method,
            CancellationToken.None);
        await ReadToAsync(sockets.Theirs, Method);

        await sockets.Theirs.DisposeAsync();

        var error = await Assert.ThrowsAsync<GrpcException>(() => opening.WaitAsync(GrpcPair.Patience));
        Assert.Equal("Tunnel", error.Reason);
    }

    /// <summary>Reads until the text has come.</summary>
    static async Task ReadToAsync(Stream stream, string text)
    {
        var received = new List<byte>();
        var some = new byte[1024];
        while (!Encoding.Latin1.GetString([.. received]).Contains(text, StringComparison.Ordinal))
            received.AddRange(some.AsSpan(0, await stream.ReadAtLeastAsync(some, minimumBytes: 1)));
    }

    static async Task EchoAsync(GrpcCall call, CancellationToken stop)
    {
        while (await call.ReadAsync<BytesMessage>(stop) is { } piece)
        {
            call.Write(piece);
            await call.FlushAsync(stop);
        }
    }

    static async Task WriteAsync(GrpcTunnel tunnel, byte[] sent)
    {
        foreach (var piece in sent.Chunk(1_500_000))
            await tunnel.WriteAsync(piece);
        await tunnel.FlushAsync();
    }

    static async Task<Server> StartAsync(GrpcHandler handler)
    {
        var sockets = await SocketPair.OpenAsync();
        var methods = new Dictionary<string, GrpcHandler> { [Method] = handler };
        return new(sockets, await GrpcServer.StartAsync(sockets.Theirs, methods, CancellationToken.None));
    }

    sealed class Server(SocketPair sockets, GrpcServer server) : IAsyncDisposable
    {
        public GrpcClient Client(params IReadOnlyList<KeyValuePair<string, string>> fields) =>
            new(
                new RepeatedHeaders(sockets.Ours, fields),
                (_, e) => new GrpcException(GrpcCode.Unavailable, e.Message));

        public Task<GrpcTunnel> OpenAsync(params IReadOnlyList<KeyValuePair<string, string>> fields) =>
            GrpcTunnel.OpenAsync(Client(fields), Method, CancellationToken.None).WaitAsync(GrpcPair.Patience);

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            sockets.Dispose();
        }
    }

    sealed record Nonsense : Nuke.Docker.BuildKit.Wire.IWireMessage
    {
        public void WriteTo(Nuke.Docker.BuildKit.Wire.WireWriter writer) => writer.Number(1, 1);
    }
}
