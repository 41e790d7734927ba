using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>Builds that give one name at the same time. The containerd store refuses most of them at first.</summary>
[Collection(nameof(ContainerdStoreCollection))]
public sealed class SameTagTests(NewestEngineWithContainerdStore fixture) : EngineTest(fixture)
{
    [Theory]
    [InlineData(ImageBuilder.BuildKit)]
    [InlineData(ImageBuilder.Classic)]
    public async Task ImagesThatGetTheSameNameAtTheSameTimeAreAllBuiltAndOneHasIt(ImageBuilder builder)
    {
        var settings = Image("FROM alpine\nARG NUMBER\nENV NUMBER=$NUMBER\n").SetBuilder(builder);
        for (var round = 0; round < 2; round++)
        {
            var shared = $"{Name}:shared-{round}";

            var images = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => ImageBuild.RunAsync(
                Docker,
                settings.SetTags($"{Name}:{round}-{number}", shared).SetBuildArgument("NUMBER", $"{round}-{number}"),
                Events,
                Stop)));

            Assert.Equal(6, images.Select(image => image.Id).Distinct().Count());
            var named = (await Fixture.Contents.ImagesAsync(Stop)).Single(image => image.Names.Contains(shared));
            Assert.Contains(named.Id, images.Select(image => image.Id));
        }
    }
}
