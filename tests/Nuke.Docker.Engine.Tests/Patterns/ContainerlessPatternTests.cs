using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

/// <summary>Artifacts that leave the builder without a container.</summary>
public abstract class ContainerlessPatternTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string Builder =
        "FROM alpine\nWORKDIR /out\nRUN mkdir -p dir/sub empty lib; echo 1 >app; chmod 4750 app; echo 2 >dir/sub/a; "
        + "ln dir/sub/a dir/hard; ln -s ../app dir/link; ln -s nowhere dir/dangling; chmod 2711 dir; echo 3 "
        + ">lib/one.so; ln lib/one.so lib/two.so; echo 4 >lib/readme; mkdir lib/deep; echo 5 >lib/deep/three.so; ln "
        + "-s dir alias\n";

    public static TheoryData<string> Sources =>
    [
        "/out/app", "app", "./app", "/out/dir", "/out/dir/.", "/out/empty", "/out/alias", "alias/sub/a", "dir/link",
        "/out/lib/*.so", "lib/**/*.so", "*", "d*/sub", "lib/[!r]*",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task ArtifactsAreTheSameBothWays(string source)
    {
        var pattern = Pattern(Builder).Artifact(source, "at/").BuiltWith(ImageBuilder.BuildKit);

        var (container, without) = await CopyAsync(pattern);
        var (_, within) = await CopyAsync(pattern.ConfigureContainer(settings => settings with { User = "root" }));

        Assert.Null(container.Id);
        Assert.Equal(within, without);
    }

    [Fact]
    public async Task NoContainerIsEverCreated()
    {
        var since = DateTimeOffset.UtcNow;
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nRUN echo 1 >app\n", "FROM alpine\nCOPY app /\n")
            .BuiltWith(ImageBuilder.BuildKit);

        var report = await RunAsync(pattern);

        Assert.Equal(["app"], report.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal([], await CreatedSinceAsync(since));
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));
    }

    [Fact]
    public async Task WhatTheRuntimeImageCopiesIsFoundInTheBuilder()
    {
        Context.Write("settings", "from the context");
        Context.Write("app", "stale");
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\nRUN echo fresh >app; echo 1 >one.so; mkdir www; echo 2 >www/index.html\n",
            "FROM alpine\nCOPY app settings *.so /\nCOPY www /www\n").BuiltWith(ImageBuilder.BuildKit);

        var (container, artifacts) = await CopyAsync(pattern);
        await RunAsync(pattern);

        Assert.Null(container.Id);
        Assert.Equal(["app", "one.so", "www"], artifacts.Select(artifact => artifact.Path).Order());
        Assert.Equal(
            "fresh\nfrom the context\n1\n2",
            await OutputOfAsync(Name, "sh", "-c", "cat /app /settings; echo; cat /one.so /www/index.html"));
    }

    [Fact]
    public async Task WhereTheImageDoesNotTellAContainerDoes()
    {
        Context.Write("conf/settings", "from the context");
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\nRUN echo 1 >app\n", "FROM alpine\nCOPY app conf/settings /\n")
            .BuiltWith(ImageBuilder.BuildKit);

        var report = await RunAsync(pattern);

        Assert.Equal(["app"], report.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal("from the context", await OutputOfAsync(Name, "cat", "/settings"));
    }

    [Theory]
    [InlineData("COPY . /\n", "copies no file by name")]
    [InlineData("COPY missing /\n", "copies 'missing', and the builder has none of that in its working directory")]
    public async Task WhatCannotBeToldIsAskedFor(string copy, string problem)
    {
        var pattern = Pattern("FROM alpine\nWORKDIR /out\nRUN echo 1 >app\n", "FROM alpine\n" + copy)
            .BuiltWith(ImageBuilder.BuildKit);

        var error = await Assert.ThrowsAsync<ArtifactsUnknownException>(() => CopyAsync(pattern));

        Assert.Equal(
            $"What to copy from the builder is unknown: '{Path.Combine(Context.Path, "Dockerfile-runtime")}' "
            + $"{problem}: '/out' holds app. Declare it: .Artifact(\"/path/in/the/builder\").",
            error.Message);
    }

    [Fact]
    public async Task ANameThatAnotherBuildHasTakenMisleadsNobody()
    {
        var pattern = Pattern("FROM alpine\nRUN echo right >/app\n").Artifact("/app").BuiltWith(ImageBuilder.BuildKit);
        await using var run = Docker.Start(pattern, Events);
        var container = await run.CreateContainerAsync(await run.BuildBuilderImageAsync(Stop), Stop);
        await ImageTag.RunAsync(Docker, container.Image.Id, [ImageReference.Parse($"{Name}:kept")], Events, Stop);
        await BuildAsync("FROM alpine\nRUN echo wrong >/app\n", settings => settings.SetTags($"{Name}-builder"));

        var artifacts = await run.CopyOutAsync(container, Stop);
        await artifacts.WriteToDirectoryAsync(Output.Path, Stop);

        Assert.Equal("right\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "app")));
    }

    [Fact]
    public async Task WhatNeedsAContainerGetsOne()
    {
        var plain = Pattern("FROM alpine\nRUN echo 1 >/app\n").Artifact("/app").BuiltWith(ImageBuilder.BuildKit);
        BuilderPattern[] needing =
        [
            plain.Run("true"),
            plain.ConfigureContainer(settings => settings with { MemoryBytes = 64 << 20 }),
            plain.BuiltWith(ImageBuilder.Classic),
        ];

        foreach (var pattern in needing)
            Assert.NotNull((await CopyAsync(pattern)).Container.Id);
        await using var kept = new BuilderPatternRun(Docker, plain, Events, RunOwner.Current) { KeepBuilder = true };
        var container = await kept.CreateContainerAsync(await kept.BuildBuilderImageAsync(Stop), Stop);
        await Docker.RemoveContainerAsync(container.Id!, Stop);
    }

    [Fact]
    public async Task ArtifactsOfAStageNeedNoContainerEither()
    {
        var since = DateTimeOffset.UtcNow;
        Context.Write("Dockerfile", "FROM alpine AS build\nRUN echo 1 >/app\nFROM alpine\nCOPY --from=build /app /\n");
        var image = MultiStage.From(Context.Path).Named(Name).Builder("build").Artifact("/app")
            .WriteArtifactsTo(Output.Path).Runtime(settings => settings.SetBuilder(ImageBuilder.BuildKit));

        await using var run = Docker.Start(image, Events);
        await run.RunAsync(Stop);

        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "app")));
        Assert.Equal([], await CreatedSinceAsync(since));
    }

    async Task<(BuilderContainer Container, IReadOnlyList<CopiedArtifact> Artifacts)> CopyAsync(BuilderPattern pattern)
    {
        await using var run = Docker.Start(pattern, Events);
        var container = await run.CreateContainerAsync(await run.BuildBuilderImageAsync(Stop), Stop);
        return (container, (await run.CopyOutAsync(container, Stop)).Items);
    }

    /// <summary>What the engine's log of events says of containers.</summary>
    async Task<IReadOnlyList<string>> CreatedSinceAsync(DateTimeOffset since)
    {
        var filters = Uri.EscapeDataString("""{"type":["container"],"event":["create"]}""");
        var until = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000d;
        using var response = await Fixture.Client.SendAsync(
            HttpMethod.Get,
            FormattableString.Invariant(
                $"events?since={since.ToUnixTimeMilliseconds() / 1000d:F3}&until={until:F3}&filters={filters}"),
            content: null,
            Stop);
        return [.. (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains(Name, StringComparison.Ordinal))];
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class ContainerlessPatternTestsOnTheMachinesVersion(
    MachineEngine fixture) : ContainerlessPatternTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class ContainerlessPatternTestsOnTheNewestVersion(
    NewestEngineWithAlpine fixture) : ContainerlessPatternTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ContainerlessPatternTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : ContainerlessPatternTests(fixture);
