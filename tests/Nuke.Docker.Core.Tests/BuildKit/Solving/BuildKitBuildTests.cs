using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Contexts;
using Nuke.Docker.Core.Tests.BuildKit.Messages;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.BuildKit.Solving;

public sealed class BuildKitBuildTests : IProgressReporter, IAsyncDisposable
{
    readonly ScriptedBuildKit _scripted = new();
    readonly TemporaryTree _tree = new();
    readonly List<ProgressEvent> _events = [];
    readonly TaskCompletionSource _solving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    void IProgressReporter.Report(ProgressEvent progressEvent) => _events.Add(progressEvent);

    public async ValueTask DisposeAsync()
    {
        await _scripted.DisposeAsync();
        _tree.Dispose();
    }

    [Fact]
    public async Task TheTraceIsReportedAndTheResultReturned()
    {
        _scripted.Status = Tell;

        var built = await BuildAsync();

        Assert.Equal("FROM x", Assert.Single(_events.OfType<ProgressEvent.StepStarted>()).Step.Instruction);
        Assert.Empty(built.Transfers);
    }

    [Fact]
    public async Task ATraceThatCannotBeReadIsNoReasonToStop()
    {
        _scripted.Status = (call, _) =>
        {
            call.Write(new NumberInsteadOfAVertex());
            return Task.CompletedTask;
        };

        await BuildAsync();

        Assert.Equal(
            [
                new ProgressEvent.Warning(
                    "What the build is doing is not shown any more: BuildKit sent a message that cannot be read: "
                    + "field 1 has the wire type Varint instead of LengthDelimited. "
                    + "Look into its log, or the engine's."),
            ],
            _events);
    }

    [Fact]
    public async Task ATraceThatNeverEndsIsNotWaitedForAfterTheSolve()
    {
        var ended = new TaskCompletionSource();
        _scripted.Status = async (call, stop) =>
        {
            stop.Register(ended.SetResult);
            await Tell(call, stop);
            await call.FlushAsync(stop);
            await Task.Delay(Timeout.Infinite, stop);
        };

        await BuildAsync();

        Assert.Single(_events.OfType<ProgressEvent.StepStarted>());
        await ended.Task.WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task AMessageThatIsTooLargeIsNotRead()
    {
        _scripted.Status = (call, _) =>
        {
            call.Write(new BytesMessage(new byte[GrpcFrames.LargestMessage]));
            return Task.CompletedTask;
        };

        await BuildAsync();

        Assert.Equal(
            "What the build is doing is not shown any more: BuildKit sent a message that cannot be read: it has "
            + "16777221 bytes, more than the 16777216 that are allowed. Look into its log, or the engine's.",
            Assert.IsType<ProgressEvent.Warning>(Assert.Single(_events)).Text);
    }

    [Fact]
    public async Task ATraceThatIsRefusedIsNoReasonToStop()
    {
        _scripted.Status = (_, _) => throw new GrpcException(GrpcCode.NotFound, "no such job");

        await BuildAsync();

        Assert.Empty(_events);
    }

    [Fact]
    public async Task ASessionThatIsLostEndsTheBuild()
    {
        StallSolve();
        var building = BuildAsync();
        await _solving.Task.WaitAsync(GrpcPair.Patience);

        await _scripted.CutSession().WaitAsync(GrpcPair.Patience);

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => building);
        Assert.Equal(
            $"The Docker Engine at '{_scripted.Engine.Endpoint}' closed the connection during POST /session. "
            + "Look into the engine's log.",
            error.Message);
    }

    [Fact]
    public async Task ASolveThatFailsForWantOfItsSessionSaysThatItIsLost()
    {
        _scripted.Solve = async (_, stop) =>
        {
            await _scripted.CutSession().WaitAsync(stop);
            throw new GrpcException(GrpcCode.Unknown, "no active session for abc");
        };

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => BuildAsync());
        Assert.Equal(
            $"The Docker Engine at '{_scripted.Engine.Endpoint}' closed the connection during POST /session. "
            + "Look into the engine's log.",
            error.Message);
    }

    [Fact]
    public async Task AnEngineThatDiesEndsTheBuild()
    {
        StallSolve();
        var building = BuildAsync();
        await _solving.Task.WaitAsync(GrpcPair.Patience);

        _scripted.CutControl();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => building);
        Assert.Contains(" during POST /grpc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledBuildCancelsTheSolve()
    {
        var ended = new TaskCompletionSource();
        _scripted.Solve = async (_, stop) =>
        {
            stop.Register(ended.SetResult);
            _solving.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        using var cancel = new CancellationTokenSource();
        var building = BuildAsync(cancel.Token);
        await _solving.Task.WaitAsync(GrpcPair.Patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        await ended.Task.WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task ASolveWithoutAnAnswerIsToldSo()
    {
        _scripted.Solve = (_, _) => Task.CompletedTask;

        var error = await Assert.ThrowsAsync<MalformedMessageException>(() => BuildAsync());

        Assert.StartsWith(
            "BuildKit sent a message that cannot be read: /moby.buildkit.v1.Control/Solve is answered by no message.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStepThatFailsIsNamed()
    {
        _scripted.Status = Tell;
        _scripted.Solve = (_, _) => throw new GrpcException(GrpcCode.Unknown, "executor failed: exit code: 4");

        var error = await Assert.ThrowsAsync<SolveException>(() => BuildAsync());

        Assert.Equal("BuildKit stopped at step 1/2, FROM x: exit code 4.", error.Message);
        Assert.Equal(["hällo"], error.Output);
    }

    void StallSolve() => _scripted.Solve = async (_, stop) =>
    {
        _solving.SetResult();
        await Task.Delay(Timeout.Infinite, stop);
    };

    async Task<BuildKitResult> BuildAsync(CancellationToken cancellationToken = default)
    {
        _tree.Add("Dockerfile", "FROM x\n");
        await using var engine = await _scripted.Engine.ConnectAsync();
        using var connection = await BuildKitConnection.FindAsync(engine, CancellationToken.None);
        var settings = new BuildKitSettings { Context = await _tree.ScanAsync() };
        return await BuildKitBuild.RunAsync(
            connection!, settings, this, cancellationToken).WaitAsync(GrpcPair.Patience, CancellationToken.None);
    }

    static Task Tell(GrpcCall call, CancellationToken cancellationToken)
    {
        call.Write(new Trace());
        return Task.CompletedTask;
    }

    sealed record NumberInsteadOfAVertex : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Number(1, 1);
    }

    sealed record Trace : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            var reader = new WireReader(Convert.FromHexString(Samples.Trace));
            while (reader.Read())
                writer.Bytes(reader.Field, reader.Bytes);
        }
    }
}
