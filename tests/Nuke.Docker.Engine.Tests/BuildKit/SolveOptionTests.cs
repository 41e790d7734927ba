using System.Text.Json.Nodes;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Settings of a build that hold inside its steps, or decide which of them run.</summary>
public abstract class SolveOptionTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ANewerBaseImageIsFetchedIfItIsAskedFor()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = $"{registry.Address}/{Name}";
        foreach (var (tag, label) in (IEnumerable<(string, string)>)[($"{Name}-old", "old"), (image, "new")])
            await BuildKitAsync($"FROM alpine\nRUN echo {label} >/age\n", settings => settings.SetTags($"{tag}:1"));
        Assert.Null(await Fixture.Client.PushAsync(image, "1"));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        await Fixture.Client.SendJsonAsync(
            HttpMethod.Post, $"images/{Name}-old:1/tag?repo={image}&tag=1", body: null, Stop);
        Task<BuiltImage> CopyAsync(bool pull) => BuildKitAsync(
            $"FROM {image}:1\nRUN cp /age /copy\n", settings => settings.SetPull(pull));

        await CopyAsync(pull: false);
        Assert.Equal("old", await OutputOfAsync(Name, "cat", "/copy"));
        await CopyAsync(pull: true);
        Assert.Equal("new", await OutputOfAsync(Name, "cat", "/copy"));
    }

    [Fact]
    public async Task OnlyTheStageThatIsNamedRunsAgain()
    {
        var dockerfile = $"""
            FROM alpine AS compile
            RUN echo {Name} >/compiled
            FROM alpine AS test
            COPY --from=compile /compiled /
            RUN cat /proc/sys/kernel/random/uuid >/tested
            FROM alpine
            COPY --from=compile /compiled /shipped
            COPY --from=test /compiled /tested /

            """;
        await BuildKitAsync(dockerfile);
        var before = await OutputOfAsync(Name, "cat", "/tested");

        var built = await BuildKitAsync(dockerfile, settings => settings.SetNoCacheStages("Test"));

        Assert.Equal(
            ["COPY --from=compile /compiled /", "RUN cat /proc/sys/kernel/random/uuid >/tested"],
            built.Steps.Where(step => step.Step.Stage == "test" && !step.Cached && step.Step.Number > 1)
                .OrderBy(step => step.Step.Number).Select(step => step.Step.Instruction));
        Assert.True(
            Assert.Single(
                built.Steps, step => step.Step.Instruction.StartsWith("RUN echo", StringComparison.Ordinal)).Cached);
        Assert.NotEqual(before, await OutputOfAsync(Name, "cat", "/tested"));
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => BuildKitAsync(dockerfile, settings => settings.SetNoCacheStages("lint")));
        Assert.Equal($"{Context.Path}/Dockerfile has no stage 'lint'. Its stages are compile, test.", error.Message);
    }

    [Fact]
    public async Task LimitsHoldInsideASteps()
    {
        const string Dockerfile =
            "FROM alpine\nRUN sh -c 'ulimit -Sn; ulimit -Hn; ulimit -c' >/limits; df -k /dev/shm | tail -n 1 >/shm\n";
        ImageBuildSettings Limit(ImageBuildSettings settings) => settings
            .AddResourceLimit("nofile", 100, 200).AddResourceLimit("core", 0).SetSharedMemoryBytes(12 * 1024 * 1024);
        if (!IsNew)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => BuildKitAsync(Dockerfile, Limit));
            Assert.Contains("that of engine 20.10", error.Message, StringComparison.Ordinal);
        }

        // Where BuildKit does not, the classic builder limits.
        await BuildAsync(Dockerfile, settings => Limit(settings).SetBuilder(ImageBuilder.Auto));

        Assert.Equal("100\n200\n0", await OutputOfAsync(Name, "cat", "/limits"));
        Assert.Contains(" 12288 ", await OutputOfAsync(Name, "cat", "/shm"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNetworkOfTheMachineIsThereIfItIsAskedFor()
    {
        const string Dockerfile = "FROM alpine\nRUN ls /sys/class/net >/networks\n";
        await BuildKitAsync(Dockerfile, settings => settings.SetNetwork("host"));
        Assert.Contains("docker0", await OutputOfAsync(Name, "cat", "/networks"), StringComparison.Ordinal);

        await BuildKitAsync(Dockerfile, settings => settings.EnableNoCache());
        Assert.DoesNotContain("docker0", await OutputOfAsync(Name, "cat", "/networks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnImageIsForThePlatformThatIsAskedFor()
    {
        Context.Write("file", "x");
        await BuildKitAsync("FROM scratch\nCOPY file /\n", settings => settings.SetPlatform("linux/arm64"));

        using var response = await Fixture.Client.SendAsync(HttpMethod.Get, $"images/{Name}/json", content: null, Stop);
        Assert.Equal("arm64", $"{JsonNode.Parse(await response.Content.ReadAsStringAsync())!["Architecture"]}");
    }

    [Fact]
    public async Task SeveralPlatformsAreOneImageWhereTheStoreHoldsThem()
    {
        Context.Write("file", "x");
        Task<BuiltImage> BuildBothAsync() => BuildKitAsync(
            "FROM scratch\nARG TARGETARCH\nCOPY file /$TARGETARCH\n",
            settings => settings.SetPlatforms("linux/amd64", "linux/arm64"));
        if (!HasContainerdStore)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildBothAsync);
            Assert.Equal(
                $"{Described} keeps an image for one platform, not for linux/amd64 and linux/arm64, without the "
                + "containerd image store. Build them one after another, or turn the store on.",
                error.Message);
            return;
        }

        await BuildBothAsync();

        using var response = await Fixture.Client.SendAsync(
            HttpMethod.Get, $"images/{Name}/json?manifests=1", content: null, Stop);
        var manifests = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["Manifests"]!.AsArray();
        Assert.Equal(
            ["amd64", "arm64"],
            manifests.Where(manifest => $"{manifest!["Kind"]}" == "image")
                .Select(manifest => $"{manifest!["ImageData"]!["Platform"]!["architecture"]}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AReaderOfDockerfilesThatIsOutOfReachIsNamed()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildKitAsync("# syntax=127.0.0.1:1/docker/dockerfile:1\nFROM alpine\n"));

        var summary = error.Message.Split('\n')[0];
        Assert.StartsWith($"Image '{Name}' was not built", summary, StringComparison.Ordinal);
        Assert.Contains(
            ": the engine could not get '127.0.0.1:1/docker/dockerfile:1', which is to read the "
            + "Dockerfile (# syntax=127.0.0.1:1/docker/dockerfile:1): ",
            summary,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Take that line out, for the engine has a reader of its own, or name one within reach: "
            + "SetBuildArgument(\"BUILDKIT_SYNTAX\", …).",
            summary,
            StringComparison.Ordinal);
    }

    Task<BuiltImage> BuildKitAsync(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        BuildAsync(
            dockerfile,
            settings => (configure ?? (unchanged => unchanged))(settings).SetBuilder(ImageBuilder.BuildKit));
}

[Collection(nameof(MachineEngineCollection))]
public sealed class SolveOptionTestsOnTheMachinesVersion(MachineEngine fixture) : SolveOptionTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class SolveOptionTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : SolveOptionTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class SolveOptionTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : SolveOptionTests(fixture);
