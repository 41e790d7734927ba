using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Engine;

/// <summary>The words of engine 28.5 with the containerd image store, and those that only look like them.</summary>
public sealed class NameRaceTests
{
    [Theory]
    [InlineData("image \"docker.io/library/shop:1\": already exists", true)]
    [InlineData(
        "failed to create an image docker.io/library/shop:1 with target sha256:1 after deleting the existing one: "
        + "AlreadyExists: image \"docker.io/library/shop:1\": already exists",
        true)]
    [InlineData(
        "creating image docker.io/library/shop:1 failed because it already exists, but accessing it also failed: "
        + "No such image: shop:1",
        true)]
    [InlineData("mkdir: can't create directory '/app': File already exists", false)]
    [InlineData("No such image: shop:1", false)]
    [InlineData("failed to create an image shop:1: no space left on device", false)]
    public void TheWordsOfARaceAreKnown(string reason, bool isRace) => Assert.Equal(isRace, NameRace.IsMeantBy(reason));
}
