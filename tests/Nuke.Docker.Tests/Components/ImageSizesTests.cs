using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Components;

public class ImageSizesTests
{
    [Theory]
    [InlineData(1000, 1000, "as large as")]
    [InlineData(10_000, 10_004, "as large as")]
    [InlineData(10_120, 10_000, "1.2 % larger than")]
    [InlineData(5_000, 10_000, "50 % smaller than")]
    [InlineData(0, 0, "as large as")]
    public void DifferenceIsToldInPercent(long one, long other, string words) =>
        Assert.Equal(words, ImageSizes.Difference(Image(one), Image(other)));

    static RuntimeImage Image(long size) => new() { Id = "sha256:1", Tags = [], SizeBytes = size };
}
