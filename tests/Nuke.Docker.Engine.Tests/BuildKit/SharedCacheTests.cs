using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Caches that one engine writes and another reads.</summary>
[Collection(nameof(ContainerdStoreCollection))]
public sealed class SharedCacheTests(NewestEngineWithContainerdStore fixture, SharedCacheTests.StoreEngine second)
    : EngineTest(fixture), IClassFixture<SharedCacheTests.StoreEngine>
{
    // What a step writes differs each time that it runs, and its result is needed by the next one.
    const string Dockerfile = """
        FROM alpine AS compile
        RUN cat /proc/sys/kernel/random/uuid >/compiled
        FROM alpine
        COPY --from=compile /compiled /
        RUN cat /compiled >/copy

        """;

    [Fact]
    public async Task ADirectoryHandsEveryStepOver()
    {
        var cache = new BuildCache.Local(Path.Combine(Output.Path, "cache"), BuildCacheMode.Max);
        await BuildAsync(Dockerfile, settings => settings.AddCacheTo(cache).SetBuilder(ImageBuilder.BuildKit));

        var built = await OnSecondAsync(settings => settings.AddCacheFrom(cache));

        Assert.All(built.Steps.Where(step => step.Step.Instruction.StartsWith("FROM", StringComparison.Ordinal)), step => Assert.True(step.Cached, step.Step.Instruction));
    }

    async Task<BuiltImage> OnSecondAsync(Func<ImageBuildSettings, ImageBuildSettings> configure)
    {
        await using var engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(second.Endpoint), Stop);
        var built = await ImageBuild.RunAsync(
            engine, configure(Image(Dockerfile)).SetBuilder(ImageBuilder.BuildKit), Events, Stop);
        foreach (var step in built.Steps) Console.WriteLine($"{step.Step.Instruction} {step.Cached} {step.Duration}");
        Console.WriteLine((await second.Client.RunAsync(Name, "cat", "/compiled", "/copy")).Output + await OutputOfAsync(Name, "cat", "/compiled", "/copy"));
        return built;
    }

    public sealed class StoreEngine : NewestEngineWithContainerdStore;
}
