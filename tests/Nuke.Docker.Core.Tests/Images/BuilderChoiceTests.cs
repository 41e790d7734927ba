using Nuke.Docker.Core.Tests.BuildKit;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class BuilderChoiceTests : IProgressReporter
{
    readonly List<ProgressEvent> _events = [];

    void IProgressReporter.Report(ProgressEvent progressEvent) => _events.Add(progressEvent);

    [Fact]
    public async Task TheClassicBuilderIsNotAskedFor()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        Assert.False(await IsBuildKitAsync(scripted, ImageBuilder.Classic));
        Assert.DoesNotContain("POST /grpc", scripted.Requests.Select(request => request.Route));
        Assert.Empty(_events);
    }

    [Fact]
    public async Task BuildKitIsTakenWhereItIs()
    {
        await using var scripted = new ScriptedBuildKit();

        Assert.True(await IsBuildKitAsync(scripted.Engine, ImageBuilder.Auto));
        Assert.True(await IsBuildKitAsync(scripted.Engine, ImageBuilder.BuildKit));
        Assert.Equal(
            [
                new ProgressEvent.Notice(
                    $"Built with BuildKit: the engine 20.10.24 at '{scripted.Engine.Endpoint}' has it."),
            ],
            _events);
    }

    [Fact]
    public async Task AnEngineWithoutItBuildsClassicallyAndSaysSo()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        Assert.False(await IsBuildKitAsync(scripted, ImageBuilder.Auto));
        Assert.Equal(
            [new ProgressEvent.Notice($"Built with the classic builder, not with BuildKit: the engine 20.10.24 at '{scripted.Endpoint}' has none.")],
            _events);
    }

    [Fact]
    public async Task AnEngineWithoutItIsRefusedIfItIsDemanded()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();

        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => IsBuildKitAsync(scripted, ImageBuilder.BuildKit));

        Assert.Equal(
            $"Image 'shop' cannot be built with BuildKit: the engine 20.10.24 at '{scripted.Endpoint}' has none. "
            + "Take Auto, which leaves such an image to the classic builder.",
            error.Message);
    }

    [Fact]
    public async Task WhatOnlyTheClassicBuilderDoesIsLeftToIt()
    {
        await using var scripted = new ScriptedBuildKit();

        Assert.False(await IsBuildKitAsync(
            scripted.Engine, ImageBuilder.Auto, settings => settings with { Network = "mine" }));
        Assert.False(await IsBuildKitAsync(
            scripted.Engine, ImageBuilder.Auto, settings => settings.SetSharedMemoryBytes(1 << 20)));
        Assert.Equal(
            [
                new ProgressEvent.Notice("Built with the classic builder, not with BuildKit: its network is 'mine'."),
                new ProgressEvent.Notice(
                    "Built with the classic builder, not with BuildKit: that of engine 20.10.24 does not limit shared memory."),
            ],
            _events);
    }

    public static TheoryData<string, ImageBuildSettings> OnlyClassic => new()
    {
        {
            "the engine fetches its context",
            ImageBuildSettings.Default.SetRemoteContext("https://example.com/context.tar.gz")
        },
        { "its network is 'mine'", ImageBuildSettings.Default.SetNetwork("mine") },
        {
            "that of engine 20.10.24 does not limit shared memory",
            ImageBuildSettings.Default.SetSharedMemoryBytes(1 << 20)
        },
    };

    [Theory]
    [MemberData(nameof(OnlyClassic), DisableDiscoveryEnumeration = true)]
    public async Task WhatOnlyTheClassicBuilderDoesIsRefusedIfBuildKitIsDemanded(
        string reason, ImageBuildSettings asked)
    {
        await using var scripted = new ScriptedBuildKit();

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => IsBuildKitAsync(
            scripted.Engine, ImageBuilder.BuildKit, shop => asked.SetTags(shop.Tags).SetBuilder(shop.Builder)));

        Assert.Equal(
            $"Image 'shop' cannot be built with BuildKit: {reason}. "
            + "Take Auto, which leaves such an image to the classic builder.",
            error.Message);
    }

    async Task<bool> IsBuildKitAsync(
        ScriptedEngine scripted,
        ImageBuilder builder,
        Func<ImageBuildSettings, ImageBuildSettings>? settings = null)
    {
        await using var engine = await scripted.ConnectAsync();
        var shop = ImageBuildSettings.Default.SetTags("shop") with { Builder = builder };
        using var buildKit = await BuilderChoice.MakeAsync(
            engine, settings?.Invoke(shop) ?? shop, this, CancellationToken.None);
        return buildKit is not null;
    }
}
