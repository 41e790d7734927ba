using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>Builds with the classic builder. What holds for both is in <see cref="EitherBuilderTests"/>.</summary>
public abstract partial class ImageBuildTests(PrivateEngine fixture) : EngineTest(fixture)
{
    private protected override ImageBuilder DefaultBuilder => ImageBuilder.Classic;

    [Fact]
    public async Task BuildArgumentsAndLabelsReachTheImage()
    {
        await BuildAsync(
            "FROM alpine\nARG GREETING\nARG EMPTY=default\nRUN echo \"$GREETING,$EMPTY\" >/greeting\n",
            settings => settings.SetBuildArgument("GREETING", "grüß \"dich\"").SetBuildArgument("EMPTY", "")
                .SetLabel("who", "me & you"));

        Assert.Equal("grüß \"dich\",", await OutputOfAsync(Name, "cat", "/greeting"));
        var image = Assert.Single(
            await Fixture.Contents.ImagesAsync(Stop), image => image.Names.Contains($"{Name}:latest"));
        Assert.Equal("me & you", image.Labels["who"]);
    }

    [Fact]
    public async Task ATargetEndsTheBuild()
    {
        await BuildAsync(
            "FROM alpine AS first\nRUN echo 1 >/stage\nFROM alpine\nRUN false\n",
            settings => settings.SetTarget("first"));

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/stage"));
    }

    [Fact]
    public async Task AnUnknownTargetIsRefusedWithTheStagesThereAre()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => BuildAsync("FROM alpine AS first\nFROM alpine AS second\n", settings => settings.SetTarget("third")));

        Assert.Equal($"{Context.Path}/Dockerfile has no stage 'third'. Its stages are first, second.", error.Message);
    }

    [Fact]
    public async Task WithoutCacheEveryStepIsBuiltAnew()
    {
        const string Dockerfile = "FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        await BuildAsync(Dockerfile);
        var first = await OutputOfAsync(Name, "cat", "/id");

        await BuildAsync(Dockerfile);
        Assert.Equal(first, await OutputOfAsync(Name, "cat", "/id"));

        await BuildAsync(Dockerfile, settings => settings.SetNoCache(true));
        Assert.NotEqual(first, await OutputOfAsync(Name, "cat", "/id"));
    }

    [Fact]
    public async Task APullThatNoRegistryAnswersFails()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync("FROM 127.0.0.1:9/base\n", settings => settings.SetPull(true)));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 1/2, FROM 127.0.0.1:9/base: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:9", error.Message.Split(": ", 2)[1], StringComparison.Ordinal);
        Assert.Contains("connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABaseImageThatIsNowhereIsNamed()
    {
        var error =
            await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync("FROM 127.0.0.1:9/missing:1\nRUN true\n"));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 1/3, FROM 127.0.0.1:9/missing:1: ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReporterThatThrowsEndsTheBuildWithoutLeftovers()
    {
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is Progress.ProgressEvent.Output { Line: "begun" })
                throw new InvalidOperationException("no more paper");
        };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => BuildAsync("FROM alpine\nRUN echo 1 >/app\nRUN echo begun; sleep 1000\n"));

        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task TheEnginesOwnPlatformCanBeNamed()
    {
        await BuildAsync("FROM alpine\n", settings => settings.SetPlatform(Platform.Parse("linux/amd64")));

        Assert.True(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task NetworkHostsAndSharedMemoryHoldDuringTheBuild()
    {
        await BuildAsync(
            "FROM alpine\nRUN ls /sys/class/net >/network; grep files.example /etc/hosts >/hosts; df -k /dev/shm | "
            + "tail -1 >/memory\n",
            settings => settings.SetNetwork("none").AddExtraHost("files.example", "10.1.2.3")
                .SetSharedMemoryBytes(8 << 20));

        Assert.Equal("lo", await OutputOfAsync(Name, "cat", "/network"));
        Assert.Equal("10.1.2.3 files.example", string.Join(
            ' ',
            (await OutputOfAsync(Name, "cat", "/hosts")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(" 8192 ", await OutputOfAsync(Name, "cat", "/memory"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailingStepIsNamedWithItsExitCodeAndItsLastLines()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync(
            "FROM alpine\nRUN echo fine\nRUN for i in $(seq 30); do echo line $i; done; sleep 0.2; echo broken >&2; "
            + "sleep 0.2; printf unfinished; exit 3\nRUN echo never\n"));

        string[] lines = [.. Enumerable.Range(13, 18).Select(i => $"line {i}"), "broken", "unfinished"];
        Assert.Equal(
            $"Image '{Name}' stopped at step 3/5, RUN for i in $(seq 30); do echo line $i; done; sleep 0.2; echo "
            + "broken >&2; sleep 0.2; printf unfinished; exit 3: exit code 3.",
            error.Message.Split('\n')[0]);
        Assert.Equal(lines, error.Output);
        Assert.Equal(
            [
                $"  {Context.Path}/Dockerfile:3",
                "    1 | FROM alpine",
                "    2 | RUN echo fine",
                "  > 3 | RUN for i in $(seq 30); do echo line $i; done; sleep 0.2; echo broken >&2; sleep 0.2; printf "
                + "unfinished; exit 3",
                "    4 | RUN echo never",
                .. error.Output.Select(line => "  " + line),
            ],
            error.Message.Split('\n')[1..]);
        Assert.Equal((3, 3, 3), (error.ExitCode, error.Step!.Number, error.Line));
    }

    [Fact]
    public async Task OutputWithoutALineEndDoesNotHideTheNextStep()
    {
        await BuildAsync("FROM alpine\nRUN printf one\nRUN printf two >&2\nRUN echo three\n");

        Assert.Equal(["one", "two", "three"], Events.Output);
        Assert.Equal(
            ["FROM alpine", "RUN printf one", "RUN printf two >&2", "RUN echo three"],
            Events.Steps.Take(4).Select(step => step.Step.Instruction));
    }

    [Fact]
    public async Task ACopyOfAMissingFileSaysWhich()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync("FROM alpine\nCOPY missing /\n"));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 2/3, COPY missing /: COPY failed: ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("missing: file does not exist", error.Message, StringComparison.Ordinal);
        Assert.Null(error.ExitCode);
    }

    [Fact]
    public async Task ADockerfileThatNoBuilderAcceptsIsNotSent()
    {
        var error = await Assert.ThrowsAsync<DockerfileException>(() => BuildAsync("FROM alpine\n\nRNU echo\n"));
        Assert.StartsWith($"{Context.Path}/Dockerfile:3: ", error.Message, StringComparison.Ordinal);

        var empty = await Assert.ThrowsAsync<DockerfileException>(() => BuildAsync("# nothing\n"));
        Assert.Equal(
            $"{Context.Path}/Dockerfile:1: no FROM in the whole file. Begin a stage with FROM <image>.", empty.Message);

        var text = await Assert.ThrowsAsync<DockerfileException>(
            () => BuildAsync(
                "", settings => settings.SetContext(context => context with { DockerfileText = "FRM alpine\n" })));
        Assert.StartsWith("the given Dockerfile text:1: ", text.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADockerfileForAnotherFrontendIsTheEnginesToRead()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync("# syntax=example/frontend\nFROM alpine\nRNU echo\n"));

        Assert.StartsWith(
            $"Image '{Name}' was not built from '{Context.Path}/Dockerfile': dockerfile parse error ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains(" line 3: unknown instruction: RNU", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailureKeepsTheImageThatWasThereBefore()
    {
        var first = await BuildAsync("FROM alpine\nRUN echo 1 >/app\n");

        await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync("FROM alpine\nRUN echo 1 >/app\nRUN echo 2 >/app\nRUN exit 1\n"));

        Assert.True(await IsOnEngineAsync(first.Id));
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));
    }

    [Fact]
    public async Task AReplacedImageStaysAsLongAsAnotherBuildMayTakeItFromTheCache()
    {
        var first = await BuildAsync("FROM alpine\nRUN echo 1 >/app\n");
        var isRunning = new TaskCompletionSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.StepStarted { Step.Instruction: "RUN sleep 2" })
                isRunning.TrySetResult();
        };
        var other = BuildAsync("FROM alpine\nRUN sleep 2\n", settings => settings.SetTags($"{Name}-other"));
        await isRunning.Task;

        await BuildAsync("FROM alpine\nRUN echo 2 >/app\n");

        Assert.True(await IsOnEngineAsync(first.Id));
        await other;
        Assert.False(await IsOnEngineAsync(first.Id));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ImageBuildTestsOnTheMachinesVersion(MachineEngine fixture) : ImageBuildTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class ImageBuildTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ImageBuildTests(fixture);
