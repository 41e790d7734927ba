using Nuke.Docker.Images;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class BuildCacheTests
{
    [Theory]
    [InlineData("type=inline", "type=inline")]
    [InlineData("acme/shop:1", "type=registry,ref=acme/shop:1")]
    [InlineData("type=registry,ref=registry.example/shop:cache", "type=registry,ref=registry.example/shop:cache")]
    [InlineData("mode=max, type=registry ,ref=shop", "type=registry,ref=shop,mode=max")]
    [InlineData("type=local,dest=/cache,mode=min", "type=local,dest=/cache")]
    [InlineData("type=local,src=.cache,mode=max", "type=local,dest=.cache,mode=max")]
    [InlineData(
        "type=registry,ref=shop,compression=zstd,compression-level=3,force-compression=true,ignore-error=true",
        "type=registry,ref=shop,compression=zstd,compression-level=3,force-compression=true,ignore-error=true")]
    [InlineData(
        "type=local,dest=/c,oci-mediatypes=True,image-manifest=false,mode=max,compression=estargz,ignore-error=false",
        "type=local,dest=/c,mode=max,compression=estargz,image-manifest=false,oci-mediatypes=true")]
    public void ACacheIsReadAndWrittenAsTheCommandLineHasIt(string text, string written)
    {
        Assert.Equal(written, BuildCache.Parse(text).ToString());
        Assert.Equal(BuildCache.Parse(text), BuildCache.Parse(written));
    }

    [Theory]
    [InlineData("", "'' is not an image reference: it is empty.")]
    [InlineData("Shop", "'Shop' is not an image reference: repository names are lower case. Did you mean 'shop'?")]
    [InlineData("type=registry,max", "'max' has no value.")]
    [InlineData("type=registry,ref=a,scope=b", "'scope' is not known for type=registry.")]
    [InlineData("type=inline,ref=a", "'ref' is not known for type=inline.")]
    [InlineData("type=local,dest=/a,mode=most", "the mode 'most' is neither 'min' nor 'max'.")]
    [InlineData("type=inline,compression=gzip", "'compression' is not known for type=inline.")]
    [InlineData(
        "type=registry,ref=a,compression=xz",
        "the compression 'xz' is none of 'uncompressed', 'gzip', 'estargz' and 'zstd'.")]
    [InlineData("type=local,dest=/a,compression-level=-1", "the compression-level '-1' is no number.")]
    [InlineData("type=local,dest=/a,ignore-error=yes", "the ignore-error 'yes' is neither 'true' nor 'false'.")]
    [InlineData("type=registry", Expected)]
    [InlineData("type=local,dest=", Expected)]
    [InlineData("type=gha,scope=a", Expected)]
    [InlineData("ref=a", Expected)]
    public void OtherTextIsNoCache(string text, string problem)
    {
        var error = Assert.Throws<FormatException>(() => BuildCache.Parse(text));

        Assert.Equal($"'{text}' is no cache of a build: {problem}", error.Message);
        Assert.False(BuildCache.TryParse(text, out _));
    }

    [Theory]
    [InlineData("type=inline", "type=inline")]
    [InlineData("type=registry,ref=shop", "type=registry,ref=shop:latest-test")]
    [InlineData("type=registry,ref=r.example/c:shop,mode=max", "type=registry,ref=r.example/c:shop-test,mode=max")]
    [InlineData("type=local,dest=/cache/shop", "type=local,dest=/cache/shop-test")]
    public void AStageHasAPlaceOfItsOwn(string image, string stage) =>
        Assert.Equal(stage, BuildCache.Parse(image).OfStage("test").ToString());

    [Fact]
    public void AStageReadsItsOwnPlaceAndThatOfItsImage()
    {
        var settings = ImageBuildSettings.Default
            .AddCacheFrom(BuildCache.Parse("c:shop")).AddCacheTo(BuildCache.Parse("type=registry,ref=c:shop,mode=max"))
            .WithCachesOfStage("test");

        Assert.Equal(
            ["type=registry,ref=c:shop", "type=registry,ref=c:shop-test"], settings.CacheFrom.Select(one => $"{one}"));
        Assert.Equal(["type=registry,ref=c:shop-test,mode=max"], settings.CacheTo.Select(one => $"{one}"));
    }

    const string Expected = "expected an image, 'type=inline', 'type=registry,ref=<image>[,mode=max]' or "
        + "'type=local,dest=<directory>[,mode=max]'.";
}
