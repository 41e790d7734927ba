using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.BuildKit.Grpc;

public class GrpcTests
{
    const string Method = "/test.Service/Call";

    [Fact]
    public async Task CallsOfAnySizeAreAnswered()
    {
        await using var pair = await GrpcPair.StartAsync(
            new KeyValuePair<string, GrpcHandler>(Method, async (call, stop) =>
            call.Write(await call.ReadRequestAsync<TextRequest>(stop))));

        foreach (var length in (int[])[0, 1, 100_000, 12_000_000])
            Assert.Equal(length, (await CallAsync(pair, new string('x', length))).Value.Length);
    }

    [Fact]
    public async Task CallsRunSideBySide()
    {
        var both = new Barrier(2);
        await using var pair = await GrpcPair.StartAsync(
            new KeyValuePair<string, GrpcHandler>(Method, async (call, stop) =>
        {
            await Task.Run(() => Assert.True(both.SignalAndWait(GrpcPair.Patience)), stop);
            call.Write(await call.ReadRequestAsync<TextRequest>(stop));
        }));

        var answers = await Task.WhenAll(CallAsync(pair, "a"), CallAsync(pair, "b"));

        Assert.Equal(["a", "b"], answers.Select(answer => answer.Value));
    }

    [Fact]
    public async Task ACallThatIsCutOffHasEndedWhenTheServerHas()
    {
        var began = new TaskCompletionSource();
        var hasPutAway = false;
        var pair = await GrpcPair.StartAsync(new KeyValuePair<string, GrpcHandler>(Method, async (_, stop) =>
        {
            began.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
                hasPutAway = true;
            }
        }));
        var call = CallAsync(pair, "");
        await began.Task.WaitAsync(GrpcPair.Patience);

        await pair.DieAsync();

        Assert.True(hasPutAway);
        await Assert.ThrowsAnyAsync<DockerException>(() => call);
        await pair.DisposeAsync();
    }

    [Fact]
    public async Task AnUnknownMethodIsRefused()
    {
        await using var pair = await GrpcPair.StartAsync();

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(pair, ""));

        Assert.Equal(GrpcCode.Unimplemented, error.Code);
        Assert.Equal("BuildKit refused with status 12: unknown method /test.Service/Call", error.Message);
    }

    [Fact]
    public async Task WhatAHandlerThrowsIsTheStatus()
    {
        await using var pair = await GrpcPair.StartAsync(
            new KeyValuePair<string, GrpcHandler>(
                Method, (_, _) => throw new GrpcException(GrpcCode.NotFound, "größe 100 % fehlt\n")));

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(pair, ""));

        Assert.Equal((GrpcCode.NotFound, "größe 100 % fehlt\n"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task AHandlerThatFailsEndsItsOwnCallAlone()
    {
        await using var pair = await GrpcPair.StartAsync(
            new(Method, (_, _) => throw new InvalidOperationException("oops")),
            new("/test.Service/Other", (call, _) => { call.Write(Empty.Instance); return Task.CompletedTask; }));

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(pair, ""));

        Assert.Equal((GrpcCode.Unknown, "oops"), (error.Code, error.Reason));
        await pair.Client.CallAsync<Empty>(
            "/test.Service/Other", Empty.Instance, CancellationToken.None).WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task AConnectionThatIsCutEndsTheCall()
    {
        var called = new TaskCompletionSource();
        await using var pair = await GrpcPair.StartAsync(
            new KeyValuePair<string, GrpcHandler>(Method, async (_, stop) =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        }));
        var call = CallAsync(pair, "");
        await called.Task.WaitAsync(GrpcPair.Patience);

        await pair.DieAsync();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => call);
        Assert.Equal(
            "The Docker Engine at 'unix:///scripted.sock' closed the connection during POST /grpc, Call. "
            + "Look into the engine's log.",
            error.Message);
    }

    [Fact]
    public async Task CancellingACallEndsItOnTheOtherSide()
    {
        var (called, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pair = await GrpcPair.StartAsync(
            new KeyValuePair<string, GrpcHandler>(Method, async (_, stop) =>
        {
            stop.Register(ended.SetResult);
            called.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        }));
        using var cancel = new CancellationTokenSource();
        var call = CallAsync(pair, "", cancel.Token);
        await called.Task.WaitAsync(GrpcPair.Patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ended.Task.WaitAsync(GrpcPair.Patience);
    }

    [Theory]
    [InlineData("0100000000", "it is compressed, which was not agreed upon")]
    [InlineData("00FFFFFFFF", "it has 4294967295 bytes, more than the 16777216 that are allowed")]
    [InlineData("00000000020A", "the stream ends after 6 bytes of it")]
    [InlineData("0000", "the stream ends after 2 bytes of it")]
    public async Task WhatIsNoMessageIsTold(string stream, string problem)
    {
        var reader = System.IO.Pipelines.PipeReader.Create(new MemoryStream(Convert.FromHexString(stream)));

        var error = await Assert.ThrowsAsync<MalformedMessageException>(
            () => reader.ReadMessageAsync<TextRequest>(CancellationToken.None).AsTask());

        Assert.Equal(
            $"BuildKit sent a message that cannot be read: {problem}. Look into its log, or the engine's.",
            error.Message);
    }

    [Fact]
    public async Task AMessageThatArrivesByteByByteIsRead()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        var reading = pipe.Reader.ReadMessageAsync<TextRequest>(CancellationToken.None).AsTask();
        foreach (var value in Convert.FromHexString("00000000050A03616263"))
            await pipe.Writer.WriteAsync(new[] { value });

        Assert.Equal("abc", (await reading.WaitAsync(GrpcPair.Patience))!.Value);
    }

    static Task<TextRequest> CallAsync(GrpcPair pair, string text, CancellationToken cancellationToken = default) =>
        pair.Client.CallAsync<TextRequest>(
            Method, new TextRequest(text), cancellationToken).WaitAsync(GrpcPair.Patience, CancellationToken.None);
}
