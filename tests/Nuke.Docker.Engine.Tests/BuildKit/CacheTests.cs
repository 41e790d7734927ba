using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Caches that outlive their engine.</summary>
public abstract class CacheTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ACacheInTheImageSparesAnEmptyEngineTheWork()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = $"{registry.Address}/{Name}";
        const string Dockerfile = "FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        await SolveAsync(Dockerfile, settings => settings with
        {
            Outputs = [new BuildOutput.Image([$"{image}:1"])],
            CacheExports = [new ExporterEntry("inline")],
        });
        Assert.Null(await Fixture.Client.PushAsync(image, "1"));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);

        var built = await SolveAsync(Dockerfile, settings => settings with
        {
            CacheImports = [new ExporterEntry("registry", new Dictionary<string, string> { ["ref"] = $"{image}:1" })],
        });

        Assert.True(Assert.Single(built.Steps, step => step.Step.Number == 2).Cached);
    }

    [Fact]
    public async Task ACacheInARegistryIsWrittenWhereTheEngineCan()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var cache = new ExporterEntry(
            "registry", new Dictionary<string, string> { ["ref"] =
                $"{registry.Address}/{Name}:cache", ["mode"] = "max" });
        const string Dockerfile = "FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        Task<BuildKitResult> WriteAsync() =>
            SolveAsync(Dockerfile, settings => settings with { CacheExports = [cache] });
        if (!HasContainerdStore)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(WriteAsync);
            Assert.Equal(
                $"{Described} exports its cache only 'inline', without the containerd image store. "
                + "Export it so, or turn the store on.",
                error.Message);
            return;
        }

        await WriteAsync();
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{Name}", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);
        var built = await SolveAsync(Dockerfile, settings => settings with { CacheImports = [cache] });

        Assert.True(Assert.Single(built.Steps, step => step.Step.Number == 2).Cached);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class CacheTestsOnTheMachinesVersion(MachineEngine fixture) : CacheTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class CacheTestsOnEngine26(Engine26 fixture) : CacheTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class CacheTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : CacheTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class CacheTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : CacheTests(fixture);
