using Nuke.Docker.Images;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class SolveViolationsTests
{
    static readonly ImageBuildSettings _settings = ImageBuildSettings.Default.SetContextDirectory("/src");

    public static TheoryData<Func<ImageBuildSettings, ImageBuildSettings>, string> Wrong => new()
    {
        {
            settings => settings.AddCacheFrom(new BuildCache.Inline()),
            "a cache inside an image is read from that image: name it in AddCacheFrom."
        },
        {
            settings => settings.AddCacheTo(new BuildCache.Local("cache")),
            "the directory 'cache' of a cache is not an absolute path."
        },
        {
            settings => settings.AddCacheTo(new BuildCache.Inline()).AddCacheTo(new BuildCache.Inline()),
            "the cache 'type=inline' is to be written twice."
        },
        {
            settings => settings.AddNamedContext("My Assets", "/assets"),
            "the name 'My Assets' of a context is not one that an image could have."
        },
        { settings => settings.AddNamedContext("a", "assets"), "the path 'assets' of the context 'a' is not absolute." },
        {
            settings => settings.AddNamedContext("a", new NamedContext.Archive("a.tar")),
            "the path 'a.tar' of the context 'a' is not absolute."
        },
        { settings => settings.AddResourceLimit("RLIMIT", 1), "'RLIMIT' is no resource that has a limit, such as 'nofile'." },
        {
            settings => settings.AddResourceLimit("nofile", 2, 1),
            "the limit 'nofile=2:1' allows more than its hard limit, or is below -1, which means none."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatIsWrongIsTold(Func<ImageBuildSettings, ImageBuildSettings> configure, string violation) =>
        Assert.Equal([violation], configure(_settings).Violations());

    [Fact]
    public void WhatIsRightPasses() => Assert.Empty(_settings
        .AddCacheTo(new BuildCache.Inline(), new BuildCache.Local("/cache", BuildCacheMode.Max))
        .AddCacheFrom(ImageReference.Parse("shop"))
        .AddNamedContext("docker.io/library/alpine:latest", ImageReference.Parse("other"))
        .AddResourceLimit("nofile", 10, 20).AddResourceLimit("core", -1).Violations());
}
