using Nuke.Docker.Components;
using Nuke.Docker.Images;

namespace Nuke.Docker.Tests.Components;

public class DockerTagsTests
{
    static readonly IReadOnlyList<ImageReference> _declared =
        [.. new[] { "shop:dev", "shop:latest", "host:5000/shop" }.Select(ImageReference.Parse)];

    [Fact]
    public void DeclaredTagsStayIfNoneAreGiven()
    {
        Assert.Same(_declared, DockerTags.Apply(_declared, tags: null));
        Assert.Same(_declared, DockerTags.Apply(_declared, []));
    }

    [Fact]
    public void EveryRepositoryGetsEveryTag() =>
        Assert.Equal(
            ["shop:1.4", "shop:1", "host:5000/shop:1.4", "host:5000/shop:1"],
            DockerTags.Apply(_declared, ["1.4", "1"]).Select(image => image.ToString()));

    [Theory]
    [InlineData("shop:1.4")]
    [InlineData("-rc")]
    [InlineData("")]
    [InlineData("1@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void OtherTextIsNoTag(string tag)
    {
        var exception = Assert.Throws<FormatException>(() => DockerTags.Apply(_declared, [tag]).ToList());

        Assert.Equal(
            $"'{tag}' (from --docker-tag) is not a tag: up to 128 letters, digits, '_', '.' and '-', without the name "
            + "of the image.",
            exception.Message);
    }
}
