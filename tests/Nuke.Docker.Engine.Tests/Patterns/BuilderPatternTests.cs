using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

public abstract class BuilderPatternTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task ACompiledProgramIsShippedWithoutItsCompiler()
    {
        await Fixture.EnsureBaseImagesAsync("golang");
        var pattern = BuilderPattern.Discover(Path.Combine(RepositoryRoot.Path, "samples/hello-go")).Named(Name);

        var report = await RunAsync(pattern);

        Assert.Equal([Name], report.Runtime.Tags.Select(tag => tag.ToString()));
        var artifact = Assert.Single(report.Artifacts);
        Assert.Equal("helloworld", artifact.Path);
        Assert.StartsWith(
            $"{artifact.Sha256} ",
            await OutputOfAsync($"{Name}-builder", "sha256sum", "/myapp/helloworld"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Hello, tests! Compiled by go1.", await OutputOfAsync(Name, "tests"), StringComparison.Ordinal);
        Assert.InRange(report.Builder.SizeBytes, 200_000_000, long.MaxValue);
        Assert.InRange(report.Runtime.SizeBytes, 1_000_000, 10_000_000);
        Assert.InRange(report.Factor, 20, 1000);
    }

    [Fact]
    public async Task AnUnchangedSecondBuildIsCachedThroughout()
    {
        Context.Write("source", "1");
        var pattern =
            Pattern("FROM alpine\nWORKDIR /out\nCOPY source .\nRUN cp source app\n", "FROM alpine\nCOPY app /\n");
        var first = await RunAsync(pattern);
        var steps = Events.Steps.Count;

        var second = await RunAsync(pattern);

        Assert.Equal((first.Builder.Id, first.Runtime.Id), (second.Builder.Id, second.Runtime.Id));
        Assert.All(
            Events.Steps.Skip(steps).Where(step => !step.Step.Instruction.StartsWith("FROM", StringComparison.Ordinal)),
            step => Assert.True(step.Cached, $"{step}"));
    }

    [Fact]
    public async Task ImagesOfAChangedSourceReplaceThoseBefore()
    {
        Context.Write("source", "1");
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nCOPY source app\n", "FROM alpine\nCOPY app /\n");
        var first = await RunAsync(pattern);
        Context.Write("source", "2");

        await RunAsync(pattern);

        Assert.Equal("2", await OutputOfAsync(Name, "cat", "/app"));
        Assert.False(await IsOnEngineAsync(first.Builder.Id));
        Assert.False(await IsOnEngineAsync(first.Runtime.Id));
        Assert.Empty(Events.Notices);
    }

    [Fact]
    public async Task AReplacedImageOfAContainerStays()
    {
        Context.Write("source", "1");
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nCOPY source app\n", "FROM alpine\nCOPY app /\n");
        var first = await RunAsync(pattern);
        var container = await Fixture.Client.CreateContainerAsync(Name, "true");
        Context.Write("source", "2");

        await RunAsync(pattern);

        Assert.Equal(
            [$"The image that this one replaces, {first.Runtime.Id[7..19]}, stays without a name: a container uses it."],
            Events.Notices);
        Assert.True(await IsOnEngineAsync(first.Runtime.Id));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{container}", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{first.Runtime.Id}", body: null, Stop);
    }

    [Fact]
    public async Task AReplacedImageOfSomebodyElseStays()
    {
        Context.Write("Dockerfile", "FROM alpine\nLABEL not=ours\n");
        await Fixture.Client.BuildAsync(Context.Path, "Dockerfile", Name);
        var other = Assert.Single(
            await Fixture.Contents.ImagesAsync(Stop), image => image.Names.Contains($"{Name}:latest"));

        await RunAsync(Pattern("FROM alpine\nRUN echo app >/app\n", "FROM alpine\nCOPY app /\n"));

        Assert.True(await IsOnEngineAsync(other.Id));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{other.Id}", body: null, Stop);
    }

    [Fact]
    public async Task TheContainerIsCreatedAndNeverStarted()
    {
        var pattern = Pattern(
            "FROM alpine\nRUN echo 1 >/app\nCMD [\"sh\", \"-c\", \"echo 2 >/app\"]\n", "FROM alpine\nCOPY app /\n")
            .BuiltWith(ImageBuilder.Classic);
        await using (var run = Docker.Start(pattern, Events))
        {
            var container = await run.CreateContainerAsync(await run.BuildBuilderImageAsync(Stop), Stop);
            await run.BuildRuntimeImageAsync(await run.CopyOutAsync(container, Stop), Stop);

            var listed = Assert.Single(await Fixture.Contents.ContainersAsync(Stop));
            Assert.Equal((container.Id, "created"), (listed.Id, $"{listed.Json["State"]}"));
            Assert.Equal(Name, listed.Labels["nuke.docker.image"]);
        }

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));
    }

    [Fact]
    public async Task ABuilderWithoutACommandWillDo()
    {
        Context.Write("app", "from scratch");
        var pattern = Pattern("FROM scratch\nCOPY app /app\n", "FROM alpine\nCOPY app /\n");

        await RunAsync(pattern);

        Assert.Equal("from scratch", await OutputOfAsync(Name, "cat", "/app"));
    }

    [Fact]
    public async Task TheBuilderIsKeptOnDemand()
    {
        var pattern = Pattern("FROM alpine\nRUN echo 1 >/app\n", "FROM alpine\nCOPY app /\n");
        await using (var run = new BuilderPatternRun(Docker, pattern, Events, Nuke.Docker.Ownership.RunOwner.Current)
        {
            KeepBuilder = true
        })
            await run.RunAsync(Stop);

        var kept = Assert.Single(await Fixture.Contents.ContainersAsync(Stop));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{kept.Id}", body: null, Stop);
    }

    [Fact]
    public async Task TheBuildersArtifactWinsOverAStaleFileInTheContext()
    {
        Context.Write("app", "stale");
        Context.Write("settings", "from the context");
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nRUN echo fresh >app\n", "FROM alpine\nCOPY app settings /\n");

        var report = await RunAsync(pattern);

        Assert.Equal(["app"], report.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal("fresh\nfrom the context", await OutputOfAsync(Name, "cat", "/app", "/settings"));
    }

    [Fact]
    public async Task WhatTheRuntimeImageCopiesIsTakenFromTheBuildersWorkingDirectory()
    {
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\nRUN mkdir -p bin/a bin/b conf && echo 1 >bin/a/x.so && echo 2 >bin/b/y.so && "
            + "echo 3 >conf/z && echo 4 >w.txt\n",
            "FROM alpine AS base\nFROM alpine\nARG DIRECTORY=conf\nCOPY bin/*/*.so /lib/app/\n"
            + "COPY ./${DIRECTORY}/ /etc/app/\nCOPY [\"w*.txt\", \"/\"]\nCOPY --from=base /bin/busybox /bb\n");

        var report = await RunAsync(pattern);

        Assert.Equal(["bin/a", "bin/b", "conf", "w.txt"], report.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal(
            "1\n2\n3\n4", await OutputOfAsync(Name, "cat", "/lib/app/x.so", "/lib/app/y.so", "/etc/app/z", "/w.txt"));
    }

    [Fact]
    public async Task ARuntimeImageThatCopiesNothingOfTheBuilderIsAnError()
    {
        Context.Write("own", "");
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nRUN touch app lib\n", "FROM alpine\nCOPY own /\n");

        var error = await Assert.ThrowsAsync<ArtifactsUnknownException>(() => RunAsync(pattern));

        Assert.Equal(
            $"What to copy from the builder is unknown: '{Context.Path}/Dockerfile-runtime' copies 'own', and the "
            + "builder has none of that in its working directory: '/out' holds app, lib. Declare it: "
            + ".Artifact(\"/path/in/the/builder\").",
            error.Message);
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class BuilderPatternTestsOnTheMachinesVersion(MachineEngine fixture) : BuilderPatternTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class BuilderPatternTestsOnTheNewestVersion(NewestEngineWithAlpine fixture)
    : BuilderPatternTests(fixture);
