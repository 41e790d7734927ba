using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>The images that the classic builder makes of each step: kept while they are a cache, no longer.</summary>
public abstract class ClassicStepTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string Stages =
        "FROM alpine AS one\nRUN echo 1 >/a\nRUN echo 2 >/b\nFROM alpine\nCOPY --from=one /b /\nRUN echo 3 >/c\n";

    private protected override ImageBuilder DefaultBuilder => ImageBuilder.Classic;

    [Theory]
    [InlineData("FROM alpine\nRUN echo 1 >/a\nRUN echo 2 >/b\nRUN echo 3 >/c\n")]
    [InlineData(Stages)]
    public async Task StepsGoWithTheImageWhoseNameAnyBuilderTakes(string dockerfile)
    {
        var before = await ImagesWithoutNameAsync();

        foreach (var builder in new[] { ImageBuilder.BuildKit, ImageBuilder.Classic, ImageBuilder.BuildKit })
            await BuildAsync(dockerfile, settings => settings.SetBuilder(builder));

        Assert.Equal(before, await ImagesWithoutNameAsync());
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("sleep 1000")]
    public async Task ABuildThatFailsOrIsCancelledLeavesNoSteps(string command)
    {
        var before = await ImagesWithoutNameAsync();
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" } && command != "exit 1")
                cancel.Cancel();
        };

        var error = await Record.ExceptionAsync(() => ImageBuild.RunAsync(
            Docker, Image(Stages + $"RUN echo begun; {command}\n"), Events, cancel.Token));

        Assert.True(error is ImageBuildException or OperationCanceledException);
        Assert.Equal(before, await ImagesWithoutNameAsync());
    }

    [Fact]
    public async Task StepsThatTwoImagesShareAreTheCacheOfTheNextOne()
    {
        const string Shared = "FROM alpine\nRUN echo 1 >/a\nRUN echo 2 >/b\n";
        await BuildAsync(Shared + $"RUN echo 3 >/{Name}\n");
        await BuildAsync(Shared + $"RUN echo 4 >/{Name}\n");

        var third = await BuildAsync(Shared + $"RUN echo 5 >/{Name}\n");

        Assert.Equal(
            ["RUN echo 1 >/a", "RUN echo 2 >/b"],
            third.Steps.Where(step => step.Cached).Select(step => step.Step.Instruction));
    }

    [Fact]
    public async Task AStepOfAFailedBuildThatAnotherImageNeedsStays()
    {
        var shared = $"FROM alpine\nRUN echo {Name} >/a\n";
        using var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                begun.TrySetResult();
        };
        var failing = ImageBuild.RunAsync(
            Docker, Image(shared + "RUN echo 1 >/b\nRUN echo begun; sleep 1000\n"), Events, cancel.Token);
        await begun.Task;
        Task<BuiltImage> BuildOtherAsync() =>
            BuildAsync(shared + "RUN echo 2 >/b\n", settings => settings.SetTags($"{Name}-other"));

        await BuildOtherAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => failing);

        Assert.All((await BuildOtherAsync()).Steps.Skip(1), step => Assert.True(step.Cached));
    }
}

[Collection(nameof(NewestEngineCollection))]
public sealed class ClassicStepTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ClassicStepTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ClassicStepTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : ClassicStepTests(fixture);
