using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>What holds whichever builder builds: the same settings, results, events and errors.</summary>
public abstract class EitherBuilderTests(PrivateEngine fixture) : EngineTest(fixture)
{
    public static TheoryData<ImageBuilder> Builders => [ImageBuilder.Classic, ImageBuilder.BuildKit];

    ImageBuilder _builder;

    private protected override ImageBuilder DefaultBuilder => _builder;

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task SettingsReachTheImage(ImageBuilder builder)
    {
        _builder = builder;
        var other = ImageReference.Parse($"{Name}:other");
        var built = await BuildAsync(
            "FROM alpine\nARG GREETING\nARG EMPTY=default\nENV COLOUR=red\nWORKDIR /app\n"
            + "RUN echo \"$GREETING,$EMPTY\" >file\nUSER 1000\nENTRYPOINT [\"cat\"]\nCMD [\"file\"]\n",
            settings => settings.SetBuildArgument("GREETING", "grüß \"dich\"").SetBuildArgument("EMPTY", "")
                .SetLabel("who", "me & you").AddTags(other));

        Assert.Equal("grüß \"dich\",", await OutputOfAsync(Name));
        Assert.Equal([ImageReference.Parse(Name), other], built.Tags);
        Assert.True(await IsOnEngineAsync(other.ToString()));
        var image = await Fixture.Client.GetAsync($"images/{Name}/json", Stop);
        Assert.Equal(($"{image["Id"]}", (long?)image["Size"]), (built.Id, built.SizeBytes));
        Assert.Equal(
            ("1000", "/app", "cat", "file", "me & you"),
            ($"{image["Config"]!["User"]}", $"{image["Config"]!["WorkingDir"]}",
                $"{image["Config"]!["Entrypoint"]![0]}",
                $"{image["Config"]!["Cmd"]![0]}", $"{image["Config"]!["Labels"]!["who"]}"));
        Assert.Contains("COLOUR=red", image["Config"]!["Env"]!.AsArray().Select(variable => $"{variable}"));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task StepsAreToldAndCachedOnesAreMarked(ImageBuilder builder)
    {
        _builder = builder;
        var dockerfile = $"FROM alpine\nRUN printf {Name}\nRUN echo two >&2\nCOPY file /\n";
        Context.Write("file", "x");
        var first = await BuildAsync(dockerfile);
        string[] steps = ["FROM alpine", $"RUN printf {Name}", "RUN echo two >&2", "COPY file /"];

        Assert.Equal(steps, first.Steps.Select(step => step.Step.Instruction).Where(steps.Contains));
        Assert.Equal([Name, "two"], Events.Output);
        Assert.All(
            first.Steps.Where(step => step.Step.Instruction.StartsWith("RUN", StringComparison.Ordinal)),
            step => Assert.False(step.Cached));
        Assert.Equal(
            new ProgressEvent.ContextListed(2, 1 + dockerfile.Length),
            Assert.Single(Events.All.OfType<ProgressEvent.ContextListed>()));

        var second = await BuildAsync(dockerfile);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(
            3,
            second.Steps.Count(step => step.Cached && step.Step.Number > 1 && steps.Contains(step.Step.Instruction)));
        Assert.NotEqual(first.Id, (await BuildAsync(dockerfile, settings => settings.SetNoCache(true))).Id);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task AFailingCommandIsShownWithItsLastLines(ImageBuilder builder)
    {
        _builder = builder;
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync(
            "FROM alpine\nRUN echo fine\nRUN for i in $(seq 30); do echo line $i; done; exit 3\nRUN echo never\n"));

        var (summary, details) = (error.Message.Split('\n')[0], error.Message.Split('\n').Skip(1));
        Assert.Matches(
            $@"^Image '{Name}' stopped at step 3/\d, RUN for i in \$\(seq 30\); do echo line \$i; done; exit 3: exit code 3\.$",
            summary);
        Assert.Equal(
            [
                $"  {Context.Path}/Dockerfile:3", "    1 | FROM alpine", "    2 | RUN echo fine",
                "  > 3 | RUN for i in $(seq 30); do echo line $i; done; exit 3", "    4 | RUN echo never",
                .. Enumerable.Range(11, 20).Select(line => $"  line {line}"),
            ],
            details);
        Assert.Equal(
            (3, 3, 3, $"'{Name}'", $"{Context.Path}/Dockerfile"),
            (error.ExitCode, error.Line, error.Step?.Number, error.Image, error.Dockerfile));
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task ACopyOfAMissingFileSaysWhich(ImageBuilder builder)
    {
        _builder = builder;
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync("FROM alpine\nCOPY missing /\n"));

        Assert.Matches(
            $@"^Image '{Name}' stopped at step 2/\d, COPY missing /: COPY failed: file not found in build context or excluded by "
            + @"\.dockerignore: (stat )?missing: file does not exist$",
            error.Message.Split('\n')[0]);
        Assert.Contains("  > 2 | COPY missing /", error.Message.Split('\n'));
        Assert.Equal((null, 2), (error.ExitCode, error.Line));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task ABaseImageThatIsNowhereIsNamed(ImageBuilder builder)
    {
        _builder = builder;
        var error =
            await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync("FROM 127.0.0.1:9/missing:1\nRUN true\n"));

        Assert.Matches(
            $@"^Image '{Name}' stopped at step 1/\d, FROM 127\.0\.0\.1:9/missing:1: the engine cannot reach registry "
            + @"'127\.0\.0\.1:9': .*connection refused\. Correct the name, or look whether the registry runs\.$",
            error.Message.Split('\n')[0]);
        Assert.Equal(1, error.Line);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task WhatNoBuilderAcceptsIsNotSent(ImageBuilder builder)
    {
        _builder = builder;
        var malformed = await Assert.ThrowsAsync<DockerfileException>(() => BuildAsync("FROM alpine\n\nRNU echo\n"));
        var target = await Assert.ThrowsAsync<ArgumentException>(
            () => BuildAsync("FROM alpine AS first\nFROM alpine AS second\n", settings => settings.SetTarget("third")));

        Assert.StartsWith($"{Context.Path}/Dockerfile:3: ", malformed.Message, StringComparison.Ordinal);
        Assert.Equal($"{Context.Path}/Dockerfile has no stage 'third'. Its stages are first, second.", target.Message);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task ATargetEndsTheBuild(ImageBuilder builder)
    {
        _builder = builder;
        await BuildAsync(
            "FROM alpine AS first\nRUN echo 1 >/stage\nFROM alpine\nRUN false\n",
            settings => settings.SetTarget("first"));

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/stage"));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task TheIgnoreFileAndTheLargeContextAreHeard(ImageBuilder builder)
    {
        _builder = builder;
        Context.Write(".dockerignore", "*\n!kept\nkept/not\n");
        Context.Write("kept/file", "12345");
        Context.Write("kept/not", "x");
        Context.Write("dropped", "x");

        await BuildAsync(
            "FROM alpine\nCOPY . /all\n",
            settings => settings.SetContext(context => context with { LargeContextFiles = 1 }));

        Assert.Equal("kept\nkept/file", await OutputOfAsync(Name, "sh", "-c", "cd /all && find * | sort"));
        Assert.Contains(
            Assert.Single(Events.All.OfType<ProgressEvent.LargeContext>()).Directories,
            directory => directory is { Path: "kept", Files: 1, Bytes: 5 });
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task PlatformNetworkAndHostsHoldDuringTheBuild(ImageBuilder builder)
    {
        _builder = builder;
        await BuildAsync(
            "FROM alpine\nRUN ls /sys/class/net >/network; grep files.example /etc/hosts >/hosts\n",
            settings => settings.SetNetwork("none").AddExtraHost("files.example", "10.1.2.3")
                .SetPlatform(Platform.Parse("linux/amd64")));

        Assert.Equal("lo", await OutputOfAsync(Name, "cat", "/network"));
        Assert.StartsWith("10.1.2.3", await OutputOfAsync(Name, "cat", "/hosts"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task SharedMemoryHoldsDuringTheBuildWhereTheBuilderCan(ImageBuilder builder)
    {
        _builder = builder;
        var building = BuildAsync(
            "FROM alpine\nRUN df -k /dev/shm | tail -1 >/memory\n", settings => settings.SetSharedMemoryBytes(8 << 20));
        if (builder is ImageBuilder.BuildKit && Fixture is MachineEngine)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => building);
            return;
        }

        await building;
        Assert.Contains(" 8192 ", await OutputOfAsync(Name, "cat", "/memory"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task ACancelledBuildLeavesNothingAndKeepsTheImageBefore(ImageBuilder builder)
    {
        _builder = builder;
        var before = await BuildAsync("FROM alpine\nRUN echo 1 >/file\n");
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                cancel.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImageBuild.RunAsync(
            Docker, Image("FROM alpine\nRUN echo 2 >/file\nRUN echo begun; sleep 1000\n"), Events, cancel.Token));

        Assert.True(await IsOnEngineAsync(before.Id));
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task AnImageThatLosesItsNameIsRemoved(ImageBuilder builder)
    {
        _builder = builder;
        var first = await BuildAsync("FROM alpine AS one\nRUN echo 1 >/file\nFROM alpine\nCOPY --from=one /file /\n");
        var second = await BuildAsync("FROM alpine AS one\nRUN echo 2 >/file\nFROM alpine\nCOPY --from=one /file /\n");

        Assert.NotEqual(first.Id, second.Id);
        Assert.False(await IsOnEngineAsync(first.Id));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class EitherBuilderTestsOnTheMachinesVersion(MachineEngine fixture) : EitherBuilderTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class EitherBuilderTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : EitherBuilderTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class EitherBuilderTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : EitherBuilderTests(fixture);
