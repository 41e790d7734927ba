using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

public abstract class MultiStageTests(PrivateEngine fixture) : EngineTest(fixture)
{
    string BuildTestFinal => $"""
        FROM alpine AS build
        ENV NAME={Name}
        RUN echo build >>/build.txt

        FROM build AS test
        RUN echo test >>/build.txt && echo tests have run

        FROM build AS final
        RUN echo final >>/build.txt && cat /build.txt

        """;

    MultiStage Stages(string dockerfile)
    {
        Context.Write("Dockerfile", dockerfile);
        return MultiStage.From(Context.Path).Named(Name);
    }

    async Task<MultiStageReport> RunAsync(MultiStage image)
    {
        await using var run = Docker.Start(image, Events);
        return await run.RunAsync(Stop);
    }

    async Task<IReadOnlyList<string>> TagsAsync() =>
        [.. (await Fixture.Contents.ImagesAsync(Stop)).SelectMany(image => image.Names)
            .Where(tag => tag.StartsWith(Name, StringComparison.Ordinal))];

    [Fact]
    public async Task LastStageIsShippedAndARequiredStageIsBuiltBeforeIt()
    {
        var report = await RunAsync(Stages(BuildTestFinal).Require("test"));

        Assert.Equal([Name], report.Runtime.Tags.Select(tag => tag.ToString()));
        Assert.Null(report.Builder);
        Assert.Equal("build\nfinal", await OutputOfAsync(Name, "cat", "/build.txt"));
        Assert.Equal(
            ["tests have run", "build", "final"],
            Events.Output.Where(line => line is "tests have run" or "build" or "final").Distinct());
        Assert.Equal("build\ntest", await OutputOfAsync($"{Name}-test", "cat", "/build.txt"));
    }

    [Theory]
    [InlineData("FROM build AS test\nRUN echo red && exit 3\nFROM alpine AS final\n")]
    [InlineData("FROM alpine AS final\nFROM build AS test\nRUN echo red && exit 3\n")]
    public async Task FailingRequiredStageStopsTheBuildAndNothingIsTagged(string stages)
    {
        var image = Stages($"FROM alpine AS build\nRUN echo {Name}\n{stages}").Target("final").Require("test");

        var error = await Assert.ThrowsAsync<ImageBuildException>(() => RunAsync(image));

        Assert.StartsWith($"Image '{Name}-test' stopped at step ", error.Message, StringComparison.Ordinal);
        Assert.Contains(", RUN echo red && exit 3: exit code 3.\n", error.Message, StringComparison.Ordinal);
        Assert.Equal(["red"], error.Output);
        Assert.Empty(await TagsAsync());
    }

    [Fact]
    public async Task StageThatTheImageDependsOnIsBuiltWithItAlone()
    {
        var image = Stages(
            "FROM alpine AS build\nRUN echo app >/app\nFROM build AS test\nRUN grep app /app\nFROM alpine\n"
            + "COPY --from=test /app /\n")
            .Require("test", "build", "TEST");

        await using var run = Docker.Start(image, Events);

        Assert.Empty((await run.BuildRequiredStagesAsync(Stop)).Names);
        Assert.Empty(Events.All);
    }

    [Fact]
    public async Task RequiredStageThatHasNotChangedIsCached()
    {
        var image = Stages(BuildTestFinal).Require("test");
        var first = await RunAsync(image);
        var steps = Events.Steps.Count;

        var second = await RunAsync(image);

        Assert.Equal(first.Runtime.Id, second.Runtime.Id);
        Assert.All(
            Events.Steps.Skip(steps).Where(step => step.Step.Instruction.StartsWith("RUN", StringComparison.Ordinal)),
            step => Assert.True(step.Cached, $"{step}"));
    }

    [Theory]
    [InlineData("build", "build")]
    [InlineData("BUILD", "build")]
    [InlineData("0", "build")]
    [InlineData("1", "build\ntest")]
    public async Task TargetIsAStageByNameOrPosition(string target, string content)
    {
        await RunAsync(Stages(BuildTestFinal).Target(target));

        Assert.Equal(content, await OutputOfAsync(Name, "cat", "/build.txt"));
    }

    [Fact]
    public async Task StageWithoutANameIsATargetByItsPosition()
    {
        Context.Write("kept", "");
        Context.Write("left-out", "");
        Context.Write("Dockerfile.dockerignore", "left-out\n");

        await RunAsync(
            Stages("# first\nFROM \\\n  # of all\n  alpine\nWORKDIR /in\nCOPY . .\nFROM scratch\nCOPY kept /\n")
                .Target("0"));

        Assert.Equal("Dockerfile\nDockerfile.dockerignore\nkept", await OutputOfAsync(Name, "ls", "-1"));
    }

    [Fact]
    public async Task UnknownStagesAreToldBeforeAnythingIsSent()
    {
        const string Dockerfile = "FROM alpine AS build\nFROM alpine\nFROM alpine AS final\n";
        var problem = $"{Context.Path}/Dockerfile has no stage '{{0}}'. Its stages are build, 1, final.";

        Assert.Equal(
            Problem("publish"),
            Assert.Throws<ArgumentException>(() => Docker.Start(Stages(Dockerfile).Target("publish"))).Message);
        Assert.Equal(
            Problem("3"),
            Assert.Throws<ArgumentException>(() => Docker.Start(Stages(Dockerfile).Require("build", "3"))).Message);
        Assert.Equal(
            Problem("compile"),
            Assert.Throws<ArgumentException>(() => Docker.Start(Stages(Dockerfile).Builder("compile"))).Message);
        Assert.Empty(await TagsAsync());

        string Problem(string stage) => problem.Replace("{0}", stage, StringComparison.Ordinal);
    }

    [Fact]
    public void DockerfileThatNoBuilderAcceptsIsToldBeforeAnythingIsSent() =>
        Assert.Equal(
            $"{Context.Path}/Dockerfile:3: stage 'b' begins only on line 4. Move it above stage 'a', which reads from "
            + "it.",
            Assert.Throws<DockerfileException>(() =>
                Docker.Start(
                    Stages("FROM alpine AS test\nFROM alpine AS a\nCOPY --from=b /x /\nFROM alpine AS b\nFROM a\n")
                        .Require("test"))).Message);

    [Fact]
    public async Task FilesAreCopiedFromStagesByPositionAndNameAndFromImages()
    {
        await RunAsync(Stages(
            "FROM alpine\nRUN echo one >/1\nFROM alpine AS named\nRUN echo two >/2\nFROM alpine\nCOPY --from=0 /1 /\n"
            + "COPY --from=named /2 /\nCOPY --from=alpine /bin/busybox /3\n"));

        Assert.Equal("one\ntwo", await OutputOfAsync(Name, "sh", "-c", "cat /1 /2 && test -x /3"));
    }

    [Fact]
    public async Task ArtifactsAreCopiedOutOfAStage()
    {
        var image =
            Stages(
                "FROM alpine AS build\nWORKDIR /out\nRUN echo app >app && echo 1 >a.xml && echo 2 >b.xml\n"
                + "FROM alpine\nCOPY --from=build /out/app /\n")
            .Builder("build")
            .Artifact("app", "bin/shop")
            .Artifact("/out/*.xml", "reports")
            .WriteArtifactsTo(Output.Path);

        var report = await RunAsync(image);

        Assert.Equal($"{Name}-build", report.Builder!.Name);
        Assert.Equal(
            ["bin/shop", "reports/a.xml", "reports/b.xml"], report.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal("app\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "bin/shop")));
        Assert.Equal("2\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "reports/b.xml")));
        Assert.Equal("app", await OutputOfAsync(Name, "cat", "/app"));
    }

    [Fact]
    public async Task PatternAndItsMultiStageFormAreTheSameImage()
    {
        Context.Write("settings", "from the context");
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\n"
            + "RUN mkdir -p lib && echo app >app && echo 1 >lib/a.so && chmod 750 app && chown 7:7 app lib\n",
            "FROM alpine AS base\nFROM alpine\nCOPY --from=0 /bin/busybox /bb\nCOPY app settings /opt/\n"
            + "COPY --chown=8:8 lib /opt/lib\nCOPY lib/*.so /so/\n")
            .Artifact("app").Artifact("lib");

        var one = await RunAsync(pattern);
        var two = await RunAsync(pattern.AsMultiStage().Named($"{Name}-stages"));
        var three = await RunAsync(pattern.AsMultiStage().AsBuilderPattern().Named($"{Name}-again"));

        var listing = await ListingOfAsync(Name);
        Assert.Equal(
            "-rwxr-x---:0:0:/opt/app",
            listing.Split('\n').First(line => line.EndsWith("app", StringComparison.Ordinal)));
        Assert.Contains(":8:8:/opt/lib/a.so", listing, StringComparison.Ordinal);
        Assert.Equal(listing, await ListingOfAsync($"{Name}-stages"));
        Assert.Equal(listing, await ListingOfAsync($"{Name}-again"));
        Assert.InRange(two.Runtime.SizeBytes, one.Runtime.SizeBytes * 0.99, one.Runtime.SizeBytes * 1.01);
        Assert.InRange(three.Runtime.SizeBytes, one.Runtime.SizeBytes * 0.99, one.Runtime.SizeBytes * 1.01);
    }

    Task<string> ListingOfAsync(string image) =>
        OutputOfAsync(image, "sh", "-c", "for f in $(find /opt /so /bb | sort); do stat -c %A:%u:%g:%n $f; done");

    [Fact]
    public async Task ArtifactsThatWereWrittenAreNoPartOfTheContext()
    {
        var image =
            Stages(
                $"FROM alpine AS build\nWORKDIR /src\nCOPY . .\nRUN echo {Name} >app\nFROM alpine\n"
                + "COPY --from=build /src/app /\n")
            .Builder("build").Artifact("app").WriteArtifactsTo(Path.Combine(Context.Path, "output"));

        await RunAsync(image);

        Assert.True(File.Exists(Path.Combine(Context.Path, "output/app")));
        Assert.Equal(
            [false, true], Events.Steps.Where(step => step.Step.Instruction == "COPY . .").Select(step => step.Cached));
    }

    [Fact]
    public async Task BranchThatMovesWhileTestsRunIsShippedAsItWasTested()
    {
        await using var server = await GitServer.StartAsync(Fixture);
        var repository = await server.CreateAsync("app");
        var tested = await repository.CommitAsync(("file", "1"));
        var image = Stages(
            $"FROM alpine AS build\nARG COMMIT\nRUN echo $COMMIT >/commit # {Name}\nFROM build AS test\n"
            + "RUN echo tested\nFROM alpine\nCOPY --from=build /commit /\n")
            .Runtime(settings => settings.PinGit("COMMIT", repository.Url, "HEAD"))
            .Require("test");
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "tested" })
                repository.CommitAsync(("file", "2")).GetAwaiter().GetResult();
        };

        await RunAsync(image);

        Assert.Contains("tested", Events.Output);
        Assert.Equal(tested, await OutputOfAsync(Name, "cat", "/commit"));
        Assert.Equal([$"COMMIT is {tested[..12]}, HEAD of {repository.Url}"], Events.Notices);
    }

    [Theory]
    [InlineData(ImageBuilder.BuildKit)]
    [InlineData(ImageBuilder.Classic)]
    public async Task WithoutCacheEachStepRunsOnceAndNothingIsOld(ImageBuilder builder)
    {
        const string Draw = "cat /proc/sys/kernel/random/uuid";
        var image = Stages(
            $"FROM alpine AS build\nRUN {Draw} >/id && echo compiled {Name}\n"
            + "FROM build AS test\nRUN echo tested\n"
            + "FROM alpine\nRUN echo looked at\nCOPY --from=build /id /id\n"
            + $"FROM alpine\nRUN {Draw} >/own && echo finished {Name}\nCOPY --from=build /id /id\n")
            .Require("test", "2").Runtime(settings => settings.SetBuilder(builder));
        await RunAsync(image);
        var old = await OutputOfAsync(Name, "cat", "/id", "/own");
        var before = Events.Output.Count;

        await RunAsync(image.Runtime(settings => settings.EnableNoCache()));

        Assert.Equal(
            [$"compiled {Name}", $"finished {Name}", "looked at", "tested"], Events.Output.Skip(before).Order());
        var shipped = (await OutputOfAsync(Name, "cat", "/id", "/own")).Split('\n');
        Assert.Empty(old.Split('\n').Intersect(shipped));
        Assert.Equal(shipped[0], await OutputOfAsync($"{Name}-test", "cat", "/id"));
        Assert.Equal(shipped[0], await OutputOfAsync($"{Name}-stage-2", "cat", "/id"));
    }

    [Fact]
    public async Task CancelledDuringARequiredStageNothingIsLeft()
    {
        using var stop = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                stop.CancelAfter(1);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var run = Docker.Start(
                Stages("FROM alpine AS test\nRUN echo 1 >/1\nRUN echo begun; sleep 1000\nFROM alpine\n")
                    .Require("test"), Events);
            await run.RunAsync(stop.Token);
        });

        Assert.Contains("begun", Events.Output);
        Assert.Empty(await LeftoversAsync());
        Assert.Empty(await TagsAsync());
    }

    [Fact]
    public async Task StepsThatTheImageDoesNotDeclareAreRefused()
    {
        await using var run = Docker.Start(Stages("FROM alpine AS build\n"), Events);
        await using var withBuilder = Docker.Start(Stages("FROM alpine AS build\n").Builder("build"), Events);
        var container = await withBuilder.CreateContainerAsync(await withBuilder.BuildBuilderImageAsync(Stop), Stop);

        Assert.Equal(
            $"Image '{Name}' names no stage as builder. Call Builder(\"<stage>\").",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => run.BuildBuilderImageAsync(Stop))).Message);
        Assert.Equal(
            $"Image '{Name}' declares no artifact. Call Artifact(\"/path/in/the/stage\").",
            (await Assert.ThrowsAsync<InvalidOperationException>(
                () => withBuilder.CopyOutAsync(container, Stop))).Message);
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class MultiStageTestsOnTheMachinesVersion(MachineEngine fixture) : MultiStageTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class MultiStageTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : MultiStageTests(fixture);
