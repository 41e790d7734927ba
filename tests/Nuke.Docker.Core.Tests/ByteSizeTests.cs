namespace Nuke.Docker.Core.Tests;

public class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(1234, "1.23 kB")]
    [InlineData(9994, "9.99 kB")]
    [InlineData(9995, "10.0 kB")]
    [InlineData(12_345, "12.3 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(99_950, "100 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.00 MB")]
    [InlineData(123_456_789, "123 MB")]
    [InlineData(5_000_000_000, "5.00 GB")]
    [InlineData(long.MaxValue, "9.22 EB")]
    public void ThreeDigitsAreShown(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));
}
