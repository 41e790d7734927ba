using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Images for several platforms, built on the engine or delivered to it. Nothing in them ever runs.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class SeveralPlatformTests(RemoteBuilder builder) : RemoteBuildTest(builder, builder)
{
    static readonly string[] _platforms = ["linux/amd64", "linux/arm64"];

    [Fact]
    public async Task AnImageThatIsBuiltElsewhereIsOnTheEngineForEachPlatform()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        Context.Write("file", Name);

        var built = await BuildAsync(
            [ForBoth(proxy)],
            "FROM scratch\nCOPY file /\n",
            settings => settings.SetPlatforms(_platforms).AddTags($"{Name}:2"));

        Assert.Equal([$"{Name}:2", $"{Name}:latest"], (await Docker.FindImageAsync(built.Id, Stop))!.RepoTags.Order());
        Assert.Equal(["amd64", "arm64"], [await ArchitectureAsync("amd64"), await ArchitectureAsync("arm64")]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASecretInTheConfigurationOfOnePlatformIsFound(bool isDelivered)
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        Context.Write("file", Name);
        var value = $"geheim-{Name}";
        var dockerfile = "FROM scratch AS for-amd64\nFROM scratch AS for-arm64\nARG WHERE\n"
            + "ENV JOINED=geheim-$WHERE\nFROM for-$TARGETARCH\nCOPY file /\n";

        var error = await Assert.ThrowsAsync<SecretLeakException>(() => BuildAsync(dockerfile, Configure));

        Assert.Equal(
            $"Image '{Name}' gave away the parameter Token: it is in config.Env of its configuration for linux/arm64, "
            + "JOINED=***. The image was removed. Read the value with RUN --mount=type=secret instead.",
            error.Message.Split('\n')[0]);
        Assert.False(await IsOnEngineAsync(Name));

        var clean = await BuildAsync(
            dockerfile, settings => Configure(settings).SetBuildArgument("WHERE", "elsewhere"));

        Assert.Equal([$"{Name}:latest"], (await Docker.FindImageAsync(clean.Id, Stop))!.RepoTags);

        ImageBuildSettings Configure(ImageBuildSettings settings) =>
            (isDelivered ? settings.SetBuilder(ForBoth(proxy)) : settings)
                .SetPlatforms(_platforms)
                .SetBuildArgument("WHERE", Name)
                .AddKnownSecrets(new KnownSecret("the parameter Token", value));
    }

    /// <summary>A builder that says so; files are copied for any platform anywhere.</summary>
    internal static BuilderEndpoint ForBoth(BuilderProxy proxy) =>
        BuilderEndpoint.Parse($"{string.Join('+', _platforms)}={proxy.Endpoint}");

    async Task<string> ArchitectureAsync(string architecture)
    {
        var platform = Uri.EscapeDataString($$"""{"os":"linux","architecture":"{{architecture}}"}""");
        return $"{(await Fixture.Client.GetAsync($"images/{Name}/json?platform={platform}", Stop))["Architecture"]}";
    }
}

/// <summary>An engine that keeps no such image.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class SeveralPlatformTestsWithAGraphDriver(MachineEngine target, RemoteBuilder builder)
    : RemoteBuildTest(target, builder)
{
    [Fact]
    public async Task AnImageForSeveralPlatformsIsRefusedBeforeItIsBuilt()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => BuildAsync(
            [SeveralPlatformTests.ForBoth(proxy)],
            "FROM scratch\nCOPY Dockerfile /\n",
            settings => settings.SetPlatforms("linux/amd64", "linux/arm64")));

        Assert.Equal(
            $"Image '{Name}' is for linux/amd64 and linux/arm64, and engine {Docker.Version.ServerVersion} at "
            + $"{Docker.Endpoint.Description} keeps an image for one platform, without the containerd image store. "
            + "Build them one after another, write an OCI archive with ImageBuild.ExportAsync, or turn the store on.",
            error.Message);
        Assert.Empty(Events.All.OfType<Progress.ProgressEvent.StepStarted>());
    }
}
