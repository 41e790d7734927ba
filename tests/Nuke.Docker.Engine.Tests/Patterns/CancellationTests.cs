using System.Diagnostics;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

/// <summary>That nothing is left is asserted after every test, by its base.</summary>
public abstract class CancellationTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task DuringTheUpload()
    {
        using (var large = File.Create(Path.Combine(Context.Path, "large")))
            large.SetLength(20L << 30);

        await CancelAsync(
            Pattern("FROM alpine\nCOPY large /\n"),
            progressEvent => progressEvent is ProgressEvent.ContextListed);
    }

    [Fact]
    public async Task DuringARunOfABuilder() =>
        await CancelAsync(
            Pattern(
                "FROM alpine AS first\nRUN echo 0 >/app\nFROM alpine\nRUN echo 1 >/app\nRUN echo 2 >/app\n"
                + "RUN echo begun; sleep 1000\n"),
            progressEvent => progressEvent is ProgressEvent.Output { Line: "begun" });

    [Fact]
    public async Task BetweenTwoSteps() =>
        await CancelAsync(
            Pattern("FROM alpine\nRUN echo 1 >/app\nRUN sleep 1000\n"),
            progressEvent => progressEvent is ProgressEvent.StepStarted { Step.Instruction: "RUN sleep 1000" });

    [Fact]
    public async Task DuringARunOfARuntimeImage() =>
        await CancelAsync(
            Pattern("FROM alpine\nRUN echo 1 >/app\n", "FROM alpine\nCOPY app /\nRUN echo begun; sleep 1000\n"),
            progressEvent => progressEvent is ProgressEvent.Output { Line: "begun" });

    [Fact]
    public async Task DuringACommand() =>
        await CancelAsync(
            Pattern("FROM alpine\n").Run("sh", "-c", "echo begun; sleep 1000"),
            progressEvent => progressEvent is ProgressEvent.Output { Line: "begun" });

    [Fact]
    public async Task DuringTheCopy() =>
        await CancelAsync(
            Pattern("FROM alpine\nRUN head -c 100000000 /dev/zero >/large\n").Artifact("/bin/busybox")
                .Artifact("/large").WriteArtifactsTo(Output.Path),
            progressEvent => progressEvent is ProgressEvent.ArtifactCopied { Path: "busybox" });

    /// <summary>Cancels at the first event that matches, and expects the end within a second and an engine without
    /// leftovers.</summary>
    async Task CancelAsync(BuilderPattern pattern, Predicate<ProgressEvent> at)
    {
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        Events.OnEvent = progressEvent =>
        {
            if (!watch.IsRunning && at(progressEvent))
            {
                watch.Start();
                stop.CancelAfter(1);
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var run = Docker.Start(pattern, Events);
            await run.RunAsync(stop.Token);
        });

        Assert.InRange(watch.ElapsedMilliseconds, 0, 5000);
        Assert.Empty(await LeftoversAsync());
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class CancellationTestsOnTheMachinesVersion(MachineEngine fixture) : CancellationTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class CancellationTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : CancellationTests(fixture);
