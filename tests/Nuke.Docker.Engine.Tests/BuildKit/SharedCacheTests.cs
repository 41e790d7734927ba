using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Caches that one engine writes and another reads.</summary>
[Collection(nameof(ContainerdStoreCollection))]
public sealed class SharedCacheTests(
    NewestEngineWithContainerdStore fixture, SecondEngineWithContainerdStore second, SecondEngine third, Engine26 older,
    MachineEngine oldest, SecondMachineEngine oldestToo)
    : EngineTest(fixture), IClassFixture<SecondEngineWithContainerdStore>, IClassFixture<SecondEngine>,
        IClassFixture<Engine26>, IClassFixture<MachineEngine>, IClassFixture<SecondMachineEngine>
{
    /// <summary>Engines that know a step by the same key, beside the one that other classes share.</summary>
    PrivateEngine[] Others => [second, third, older];

    string Cache => Path.Combine(Output.Path, "cache");

    // What a step writes differs each time that it runs, and its result is needed by the next one.
    string Dockerfile => $"""
        FROM alpine AS compile
        RUN echo {Name}; cat /proc/sys/kernel/random/uuid >/compiled
        FROM alpine
        COPY --from=compile /compiled /
        RUN cat /compiled >/copy

        """;

    [Fact]
    public async Task ADirectoryHandsEveryStepOver()
    {
        var export = BuildCacheExport.Default with
        {
            Compression = BuildCacheCompression.Zstd,
            CompressionLevel = 1,
            ForceCompression = true,
            ImageManifest = true,
            IgnoreError = true,
        };
        await BuildAsync(settings => settings
            .AddCacheTo(new BuildCache.Local(Cache, BuildCacheMode.Max) { Export = export }));

        var built = await BuildOnAsync(second, settings => settings.AddCacheFrom(new BuildCache.Local(Cache)));

        Assert.Empty(Run(built));
        Assert.NotEmpty(Layers());
        Assert.All(Layers(), layer => Assert.Equal([0x28, 0xb5, 0x2f, 0xfd], File.ReadAllBytes(layer)[..4]));
        Assert.Equal(await CopyOnAsync(Fixture), await CopyOnAsync(second));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Cache, "ingest")));
    }

    [Fact]
    public async Task AnEngineWithoutTheStoreReadsADirectoryToo()
    {
        await BuildAsync(settings => settings.AddCacheTo(new BuildCache.Local(Cache, BuildCacheMode.Max)));

        var built = await BuildOnAsync(third, settings => settings.AddCacheFrom(new BuildCache.Local(Cache)));

        Assert.Empty(Run(built));
        Assert.Equal(await CopyOnAsync(Fixture), await CopyOnAsync(third));
    }

    [Fact]
    public async Task ADirectoryGrowsByWhatHasChanged()
    {
        var cache = new BuildCache.Local(Cache, BuildCacheMode.Max);
        Context.Write("file", "1");
        string[] steps = ["FROM alpine", $"RUN echo {Name} >/name", "COPY file /", "RUN cat /file >/copy", ""];
        Task<BuiltImage> CopyAsync() =>
            BuildAsync(string.Join('\n', steps), settings => BuildKit(settings).AddCacheTo(cache).AddCacheFrom(cache));
        await CopyAsync();
        Assert.Contains(
            $"There is no cache in '{Cache}' yet.", Events.Notices);
        var first = Layers();

        await CopyAsync();
        Assert.Equal(first, Layers());

        Context.Write("file", "2");
        await CopyAsync();
        Assert.Equal(2, Layers().Except(first).Count());
        Assert.Empty(first.Except(Layers()));

        foreach (var blob in Layers())
            File.SetLastWriteTimeUtc(blob, DateTime.UtcNow.AddDays(-2));
        await CopyAsync();
        Assert.Equal(2, first.Except(Layers()).Count());
    }

    [Fact]
    public async Task ARegistryWithAPasswordHandsEveryStepOver()
    {
        await using var registry = await StartRegistryAsync();
        var cache = ImageReference.Parse($"{registry.RoutableAddress}/{Name}:cache");
        await BuildOnAsync(
            Fixture, registry, settings => settings.AddCacheTo(new BuildCache.Registry(cache, BuildCacheMode.Max)));

        foreach (var engine in Others)
        {
            Assert.Empty(Run(await BuildOnAsync(engine, registry, settings => settings.AddCacheFrom(cache))));
            Assert.Equal(await CopyOnAsync(Fixture), await CopyOnAsync(engine));
        }
    }

    [Fact]
    public async Task ARegistryHandsEveryStepFromOneRemoteBuilderToAnother()
    {
        await using var registry = await StartRegistryAsync();
        await using var one = BuilderProxy.OnTcp(Fixture);
        await using var two = BuilderProxy.OnTcp(second);
        var cache = ImageReference.Parse($"{registry.RoutableAddress}/{Name}:cache");
        ImageBuildSettings On(BuilderProxy builder, ImageBuildSettings settings) =>
            settings.SetBuilder(BuilderEndpoint.Parse(builder.Endpoint)).AddCredentials(PasswordOf(registry));
        var first = await BuildOnAsync(
            third, settings => On(one, settings).AddCacheTo(new BuildCache.Registry(cache, BuildCacheMode.Max)));
        var copy = await CopyOnAsync(third);

        var built = await BuildOnAsync(third, settings => On(two, settings).AddCacheFrom(cache));

        Assert.Empty(Run(built));
        Assert.Equal(copy, await CopyOnAsync(third));
        Assert.Equal(2, Run(first).Count(instruction => instruction.StartsWith("RUN ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnImageHandsItsLastStageOverFromEachEngineToTheNext()
    {
        await using var registry = await StartRegistryAsync();
        foreach (var (i, engine) in Others.Index())
        {
            var image = ImageReference.Parse($"{registry.RoutableAddress}/{Name}:{i}");
            await AssertImageHandsOverAsync(registry, image, engine, Others[(i + 1) % Others.Length]);
        }
    }

    [Fact]
    public async Task AnEngineOf2010TakesOverFromItsOwnKindAlone()
    {
        await using var registry = await StartRegistryAsync();
        // Its BuildKit reads whom it trusts when it starts.
        await Task.WhenAll(oldest.RestartAsync(), oldestToo.RestartAsync());
        var cache = ImageReference.Parse($"{registry.RoutableAddress}/{Name}:cache");
        await BuildOnAsync(
            Fixture, registry, settings => settings.AddCacheTo(new BuildCache.Registry(cache, BuildCacheMode.Max)));

        var built = await BuildOnAsync(oldest, registry, settings => settings.AddCacheFrom(cache));
        Assert.Equal(3, Run(built).Count());
        await AssertImageHandsOverAsync(registry, cache.WithTag("image"), oldest, oldestToo);
    }

    [Fact]
    public async Task ASpoiledLayerIsNamed()
    {
        await BuildAsync(settings => settings.AddCacheTo(new BuildCache.Local(Cache, BuildCacheMode.Max)));
        foreach (var layer in Layers())
            await File.WriteAllTextAsync(layer, "spoiled");

        var error = await Assert.ThrowsAsync<BuildContentException>(
            () => BuildOnAsync(second, settings => settings.AddCacheFrom(new BuildCache.Local(Cache))));

        Assert.StartsWith("The blob sha256:", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $" in '{Cache}' is spoiled: its content is another. Remove it, or all of '{Cache}'.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABuildThatFailsPublishesNothing()
    {
        await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync(
            "FROM alpine\nRUN echo 1 >/1\nRUN false\n",
            settings => BuildKit(settings).AddCacheTo(new BuildCache.Local(Cache, BuildCacheMode.Max))));

        Assert.False(File.Exists(Path.Combine(Cache, "index.json")));
    }

    async Task<LoopbackRegistry> StartRegistryAsync()
    {
        var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication | RegistryDemands.Tls, Fixture);
        foreach (var engine in (PrivateEngine[])[Fixture, .. Others, oldest, oldestToo])
            registry.TrustedBy(engine);
        return registry;
    }

    /// <summary>One engine builds the image and pushes it, the other takes all its steps over.</summary>
    async Task AssertImageHandsOverAsync(
        LoopbackRegistry registry, ImageReference image, PrivateEngine from, PrivateEngine to)
    {
        await BuildOnAsync(from, registry, settings => settings.AddTags(image).AddCacheTo(new BuildCache.Inline()));
        await using (var engine = await ConnectAsync(from))
            await ImagePush.RunAsync(
                engine, ImagePushSettings.Default.SetImages(image).AddCredentials(PasswordOf(registry)), Events, Stop);

        Assert.Empty(Run(await BuildOnAsync(to, registry, settings => settings.AddCacheFrom(image))));
        Assert.Equal(await CopyOnAsync(from), await CopyOnAsync(to));
    }

    static RegistryCredential PasswordOf(LoopbackRegistry registry) => RegistryCredential.Password(
        registry.RoutableAddress, LoopbackRegistry.UserName, LoopbackRegistry.Password);

    static ImageBuildSettings BuildKit(ImageBuildSettings settings) => settings.SetBuilder(ImageBuilder.BuildKit);

    Task<BuiltImage> BuildAsync(Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        BuildOnAsync(Fixture, configure);

    Task<BuiltImage> BuildOnAsync(
        PrivateEngine on, LoopbackRegistry registry, Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        BuildOnAsync(on, settings => configure(settings.AddCredentials(PasswordOf(registry))));

    async Task<BuiltImage> BuildOnAsync(PrivateEngine on, Func<ImageBuildSettings, ImageBuildSettings> configure)
    {
        // Of a base image that it remembers an engine knows the digest only, which differs from engine to engine here.
        await on.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);
        await using var engine = await ConnectAsync(on);
        var built = await ImageBuild.RunAsync(engine, configure(BuildKit(Image(Dockerfile))), Events, Stop);
        Assert.Empty(Events.Warnings);
        return built;
    }

    static Task<DockerEngine> ConnectAsync(PrivateEngine engine) =>
        DockerEngine.ConnectAsync(EngineEndpoint.Parse(engine.Endpoint), Stop);

    async Task<string> CopyOnAsync(PrivateEngine engine) => (await engine.Client.RunAsync(Name, "cat", "/copy")).Output;

    /// <summary>The instructions that were not in the cache.</summary>
    static IEnumerable<string> Run(BuiltImage built) => built.Steps
        .Where(step => !step.Cached && !step.Step.Instruction.StartsWith("FROM ", StringComparison.Ordinal))
        .Select(step => step.Step.Instruction);

    /// <summary>All that is no JSON.</summary>
    IReadOnlyList<string> Layers() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Cache, "blobs", "sha256"))
            .Where(path => File.ReadAllBytes(path)[0] != '{').Order(StringComparer.Ordinal),
    ];
}
