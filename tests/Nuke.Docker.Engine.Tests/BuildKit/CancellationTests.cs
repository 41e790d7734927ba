using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>A build that is not wanted any more.</summary>
public abstract class CancellationTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ACancelledBuildEndsOnTheEngineToo()
    {
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                cancel.Cancel();
        };
        var mark = $"1000{Random.Shared.Next(1000, 9999)}";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SolveAsync($"FROM alpine\nRUN echo begun; sleep {mark}\n", cancellationToken: cancel.Token));

        await StepProcesses.AssertEndAsync($"sleep\0{mark}");
        Assert.False(await IsOnEngineAsync(Name));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class CancellationTestsOnTheMachinesVersion(MachineEngine fixture) : CancellationTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class CancellationTestsOnEngine26(Engine26 fixture) : CancellationTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class CancellationTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : CancellationTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class CancellationTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : CancellationTests(fixture);
