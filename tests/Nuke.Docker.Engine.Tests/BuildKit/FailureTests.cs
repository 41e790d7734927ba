using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>How a build fails that cannot succeed.</summary>
public abstract class FailureTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task AFailingStepIsNamedWithItsExitCodeItsLineAndItsLastLines()
    {
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync(
            "FROM alpine AS base\n\nRUN echo fine\nRUN for i in $(seq 30); do echo line $i; done; \\\n  printf "
            + "unfinished; exit 3\nRUN echo never\n"));

        Assert.Equal(3, error.ExitCode);
        Assert.StartsWith("BuildKit stopped at step 3/4, RUN for i in ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("exit 3: exit code 3.", error.Message, StringComparison.Ordinal);
        Assert.Equal([.. Enumerable.Range(12, 19).Select(i => $"line {i}"), "unfinished"], error.Output);
        if (IsNew)
            Assert.Equal(new LineRange(4, 5), error.Lines);
    }

    [Fact]
    public async Task ADockerfileThatCannotBeReadIsNamedWithItsLine()
    {
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync("FROM alpine\n\nRNU echo\n"));

        Assert.Equal(3, error.Lines!.Value.First);
        Assert.Contains("unknown instruction: RNU", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReporterThatThrowsEndsTheBuild()
    {
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                throw new InvalidOperationException("no more paper");
        };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SolveAsync("FROM alpine\nRUN echo begun; sleep 1000\n"));

        Assert.Equal("no more paper", error.Message);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class FailureTestsOnTheMachinesVersion(MachineEngine fixture) : FailureTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class FailureTestsOnEngine26(Engine26 fixture) : FailureTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class FailureTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : FailureTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class FailureTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : FailureTests(fixture);
