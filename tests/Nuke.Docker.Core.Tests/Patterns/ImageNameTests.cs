using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Core.Tests.Patterns;

public class ImageNameTests
{
    [Theory]
    [InlineData("/repos/shop", "shop")]
    [InlineData("/repos/shop/", "shop")]
    [InlineData("/repos/Web.Shop", "web-shop")]
    [InlineData("/repos/_web__shop_", "web-shop")]
    [InlineData("/repos/Größe 2", "gr-e-2")]
    [InlineData("/repos/店", "image")]
    [InlineData("/", "image")]
    public void DirectorySuggestsAName(string directory, string name)
    {
        Assert.Equal(name, ImageName.FromDirectory(directory));
        Assert.True(ImageName.IsValid(name));
        Assert.Equal(name, ImageReference.Parse(name).Path);
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("web.shop_2-x", true)]
    [InlineData("2shop", true)]
    [InlineData("", false)]
    [InlineData("Shop", false)]
    [InlineData("web/shop", false)]
    [InlineData("..", false)]
    [InlineData("-shop", false)]
    [InlineData("shop\n", false)]
    public void NameStandsForAFile(string name, bool isValid) => Assert.Equal(isValid, ImageName.IsValid(name));
}
