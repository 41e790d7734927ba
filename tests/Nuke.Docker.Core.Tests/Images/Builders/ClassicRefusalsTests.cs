using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public sealed class ClassicRefusalsTests
{
    static readonly ImageReference _base = ImageReference.Parse("registry.example/base:1.4");

    public static TheoryData<Func<ImageBuildSettings, ImageBuildSettings>, string> Settings => new()
    {
        { settings => settings.AddNamedContext("assets", "/assets"), "the context 'assets'" },
        { settings => settings.AddNamedContext("base", _base), "the context 'base'" },
        { settings => settings.AddCacheTo(new BuildCache.Inline()), "writing the cache 'type=inline'" },
        {
            settings => settings.AddCacheFrom(new BuildCache.Local("/cache")),
            "reading the cache 'type=local,dest=/cache'"
        },
        { settings => settings.SetNoCacheStages("test"), "building the stage 'test' without cache" },
        { settings => settings.SetPlatforms("linux/amd64", "linux/arm64"), "an image for linux/amd64 and linux/arm64" },
        {
            settings => settings.AddNamedContext("base", new NamedContext.Definition(_base)),
            "'base' as a name of the image 'registry.example/base:1.4'"
        },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void WhatTheClassicBuilderWouldLeaveOutIsNamed(
        Func<ImageBuildSettings, ImageBuildSettings> configure, string what)
    {
        var error = Assert.Throws<NotSupportedException>(
            () => Check(configure, "FROM alpine\nCOPY --from=base /a /\n"));

        Assert.Equal(
            $"Image 'shop' cannot be built: {what} needs BuildKit, and image 'shop' is built with the classic builder. "
            + "Choose BuildKit with SetBuilder or --docker-builder.",
            error.Message);
    }

    [Fact]
    public void WhatItKnowsOrDoesNotNeedPasses()
    {
        Check(settings => settings.AddCacheFrom(_base).AddResourceLimit("nofile", 10)
            .SetPlatform("linux/arm64"), "FROM base\n");
        Check(settings => settings.AddNamedContext("base", new NamedContext.Definition(_base)), "FROM alpine\n");
        Check(settings => settings.AddNamedContext(
            "base", new NamedContext.Definition(ImageReference.Parse("base:latest"))), "FROM base\n");
    }

    static void Check(Func<ImageBuildSettings, ImageBuildSettings> configure, string dockerfile) =>
        ClassicRefusals.Check(
        configure(ImageBuildSettings.Default.SetTags("shop")), new DockerfileSource("Dockerfile", dockerfile),
        ClassicReason.Chosen("'shop'"));
}
