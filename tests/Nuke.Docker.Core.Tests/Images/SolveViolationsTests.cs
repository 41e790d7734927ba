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
            settings => settings.AddCacheTo(BuildCache.Parse("type=local,dest=/c,compression-level=10")),
            "the cache 'type=local,dest=/c,compression-level=10' has the compression level 10, and gzip has 0 to 9."
        },
        {
            settings => settings.AddCacheTo(
                BuildCache.Parse("type=local,dest=/c,compression=uncompressed,compression-level=1")),
            "the cache 'type=local,dest=/c,compression=uncompressed,compression-level=1' has the compression level 1 "
                + "and is not compressed."
        },
        {
            settings => settings.AddCacheTo(
                BuildCache.Parse("type=local,dest=/c,compression=zstd,oci-mediatypes=false")),
            "the cache 'type=local,dest=/c,compression=zstd,oci-mediatypes=false' is compressed with zstd, which takes "
                + "OCI media types."
        },
        {
            settings => settings.AddCacheTo(
                BuildCache.Parse("type=local,dest=/c,image-manifest=true,oci-mediatypes=false")),
            "the cache 'type=local,dest=/c,image-manifest=true,oci-mediatypes=false' has an image manifest, which "
            + "takes OCI media types."
        },
        {
            settings => settings.AddNamedContext("My Assets", "/assets"),
            "the name 'My Assets' of a context is not one that an image could have."
        },
        {
            settings => settings.AddNamedContext("a", "assets"),
            "the path 'assets' of the context 'a' is not absolute."
        },
        {
            settings => settings.AddNamedContext("a", new NamedContext.Archive("a.tar")),
            "the path 'a.tar' of the context 'a' is not absolute."
        },
        {
            settings => settings.AddNamedContext("a", "https://host/x.git#main"),
            "the context 'a' is an address. Write GitSource.Parse(…) around it: it is a path otherwise."
        },
        {
            settings => settings.AddResourceLimit("RLIMIT", 1),
            "'RLIMIT' is no resource that has a limit, such as 'nofile'."
        },
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
        .AddCacheTo(BuildCache.Parse("type=registry,ref=a,compression=zstd,compression-level=22,image-manifest=true"))
        .AddCacheFrom(ImageReference.Parse("shop"))
        .AddNamedContext("docker.io/library/alpine:latest", ImageReference.Parse("other"))
        .AddResourceLimit("nofile", 10, 20).AddResourceLimit("core", -1).Violations());
}
