using Nuke.Docker.Images;

namespace Nuke.Docker.Core.Tests.Images;

public class PlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux", "amd64", null)]
    [InlineData("linux/arm64/v8", "linux", "arm64", "v8")]
    [InlineData("windows/amd64", "windows", "amd64", null)]
    public void PartsAreRead(string text, string operatingSystem, string architecture, string? variant)
    {
        var platform = Platform.Parse(text);

        Assert.Equal(
            (operatingSystem, architecture, variant),
            (platform.OperatingSystem, platform.Architecture, platform.Variant));
        Assert.Equal(text, platform.ToString());
        Assert.Equal(platform, Platform.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("arm64")]
    [InlineData("Linux/amd64")]
    [InlineData("linux/")]
    [InlineData("linux/arm/v7/x")]
    [InlineData("linux/amd64\n")]
    public void OtherTextIsNoPlatform(string text)
    {
        var exception = Assert.Throws<FormatException>(() => Platform.Parse(text));

        Assert.Equal(
            $"'{text}' is not a platform: expected 'os/architecture[/variant]', such as 'linux/amd64'.",
            exception.Message);
        Assert.False(Platform.TryParse(text, out _));
    }

    [Fact]
    public void NothingIsNoPlatform() => Assert.False(Platform.TryParse(null, out _));
}
