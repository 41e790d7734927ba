using Nuke.Docker.Contexts;
using Nuke.Docker.Core.Tests.BuildKit;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public sealed class BuilderChoiceTests : IProgressReporter
{
    const string Mounting = "FROM alpine\nRUN --mount=type=cache,target=/c true\n";

    readonly List<string> _notices = [];

    static CancellationToken Token => CancellationToken.None;

    static ImageBuildSettings Shop { get; } = ImageBuildSettings.Default.SetTags("shop");

    void IProgressReporter.Report(ProgressEvent progressEvent) =>
        _notices.Add(Assert.IsType<ProgressEvent.Notice>(progressEvent).Text);

    [Fact]
    public void ItIsLeftToUsUnlessTheSettingsSayOtherwise() =>
        Assert.Equal(ImageBuilder.Auto, ImageBuildSettings.Default.Builder);

    [Fact]
    public async Task TheClassicBuilderIsNotAskedFor()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        Assert.False(await IsBuildKitAsync(scripted, Shop.SetBuilder(ImageBuilder.Classic)));
        Assert.DoesNotContain("POST /grpc", scripted.Requests.Select(request => request.Route));
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task BuildKitIsTakenWhereItIsAndThatIsSaidOnce()
    {
        await using var scripted = new ScriptedBuildKit();

        Assert.True(await IsBuildKitAsync(scripted.Engine, Shop));
        Assert.True(await IsBuildKitAsync(scripted.Engine, Shop.SetTags("another")));
        Assert.True(await IsBuildKitAsync(scripted.Engine, Shop.SetBuilder(ImageBuilder.BuildKit)));
        Assert.Equal(
            [$"Images are built with BuildKit: the engine 20.10.24 at '{scripted.Engine.Endpoint}' has it."], _notices);
    }

    [Fact]
    public async Task AnEngineWithoutItBuildsClassicallyAndThatIsSaidOnce()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        Assert.False(await IsBuildKitAsync(scripted, Shop));
        Assert.False(await IsBuildKitAsync(scripted, Shop.SetTags("another")));
        Assert.Equal(
            [
                "Images are built with the classic builder: "
                + $"the engine 20.10.24 at '{scripted.Endpoint}' has no BuildKit.",
            ],
            _notices);
    }

    [Fact]
    public async Task AnEngineWithoutItIsRefusedIfItIsDemanded()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => IsBuildKitAsync(scripted, Shop.SetBuilder(ImageBuilder.BuildKit)));

        Assert.Equal(
            $"Image 'shop' cannot be built with BuildKit: the engine 20.10.24 at '{scripted.Endpoint}' has none. "
            + "Take Auto, which leaves such an image to the classic builder.",
            error.Message);
    }

    public static TheoryData<string, ImageBuildSettings> OnlyClassic => new()
    {
        { "its network is 'mine'", Shop.SetNetwork("mine") },
        { "that of engine 20.10.24 does not limit shared memory", Shop.SetSharedMemoryBytes(1 << 20) },
        { "that of engine 20.10.24 does not limit resources", Shop.AddResourceLimit("nofile", 10) },
        {
            "that of engine 20.10.24 fetches no directory of a repository",
            Shop.SetRemoteContext("https://example.com/app.git#main:docker")
        },
        {
            "that of engine 20.10.24 knows no contexts with a name",
            Shop.AddNamedContext("base", new NamedContext.Definition(ImageReference.Parse("base")))
        },
    };

    [Theory]
    [MemberData(nameof(OnlyClassic), DisableDiscoveryEnumeration = true)]
    public async Task WhatOnlyTheClassicBuilderDoesIsLeftToItAndRefusedIfBuildKitIsDemanded(
        string reason, ImageBuildSettings settings)
    {
        await using var scripted = new ScriptedBuildKit();
        settings = settings.SetTags($"shop-{Guid.NewGuid():N}");
        var name = settings.Tags[0];

        Assert.False(await IsBuildKitAsync(scripted.Engine, settings));
        Assert.Equal([$"Image '{name}' is built with the classic builder, not with BuildKit: {reason}."], _notices);
        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => IsBuildKitAsync(scripted.Engine, settings.SetBuilder(ImageBuilder.BuildKit)));
        Assert.Equal(
            $"Image '{name}' cannot be built with BuildKit: {reason}. "
            + "Take Auto, which leaves such an image to the classic builder.",
            error.Message);
    }

    [Theory]
    [InlineData("bridge")]
    [InlineData("default")]
    [InlineData("host")]
    [InlineData("none")]
    public async Task TheNetworksOfEachEngineAreBuildKitsToo(string network)
    {
        await using var scripted = new ScriptedBuildKit();

        Assert.True(await IsBuildKitAsync(scripted.Engine, Shop.SetNetwork(network)));
    }

    [Fact]
    public async Task WhatNeedsBuildKitIsRefusedWhereTheEngineHasNone()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var settings = Shop.SetContext(Path.GetTempPath()).SetContext(context => context.SetDockerfileText(Mounting));

        var limit = await Assert.ThrowsAsync<NotSupportedException>(() => CheckAsync(scripted, settings));
        var secret = await Assert.ThrowsAsync<BuildSecretException>(
            () => CheckAsync(scripted, settings.AddSecret(BuildSecret.FromValue("token", "x"))));

        Assert.Equal(
            "the given Dockerfile text:2: RUN --mount needs BuildKit, and the engine 20.10.24 at "
            + $"'{scripted.Endpoint}' has none. Take an engine that has it.",
            limit.Message);
        Assert.Equal(
            "Image 'shop' cannot be built with the secret 'token' from the settings: the engine 20.10.24 at "
            + $"'{scripted.Endpoint}', which has no BuildKit, cannot mount secrets, and a build argument would stay "
            + "readable in the image's history. Take an engine that has it, or take the secret out of the settings.",
            secret.Message);
    }

    [Fact]
    public async Task WhatNeedsBothBuildersIsRefusedWithBothReasons()
    {
        await using var scripted = new ScriptedBuildKit();
        var settings = Shop.SetContext(Path.GetTempPath()).SetContext(context => context.SetDockerfileText(Mounting))
            .SetNetwork("mine");

        var limit = await Assert.ThrowsAsync<NotSupportedException>(() => CheckAsync(scripted.Engine, settings));

        Assert.Equal(
            "the given Dockerfile text:2: RUN --mount needs BuildKit, and BuildKit cannot build image 'shop': "
            + "its network is 'mine'. Take one of the two out.",
            limit.Message);
    }

    static async Task CheckAsync(ScriptedEngine scripted, ImageBuildSettings settings)
    {
        await using var engine = await scripted.ConnectAsync();
        await BuilderChoice.CheckAsync(engine, settings, Token);
    }

    async Task<bool> IsBuildKitAsync(ScriptedEngine scripted, ImageBuildSettings settings)
    {
        await using var engine = await scripted.ConnectAsync();
        using var chosen = await BuilderChoice.MakeAsync(engine, settings, this, Token);
        return chosen.BuildKit is not null;
    }
}
