using Nuke.Docker.Components;

namespace Nuke.Docker.Tests.Components;

public class ImagesFailedExceptionTests
{
    [Fact]
    public void NoFailureIsNone() => ImagesFailedException.ThrowIfAny([]);

    [Fact]
    public void SingleFailureIsThrownAsItIs()
    {
        var failure = new TimeoutException();

        Assert.Same(
            failure, Assert.Throws<TimeoutException>(() => ImagesFailedException.ThrowIfAny([("shop", failure)])));
    }

    [Fact]
    public void SeveralFailuresAreToldWithTheNamesInTheFirstLine()
    {
        var first = new TimeoutException("Too late.\n  last line");
        var second = new IOException("Disk full.");

        var exception =
            Assert.Throws<ImagesFailedException>(
                () => ImagesFailedException.ThrowIfAny([("shop", first), ("api", second)]));

        Assert.Equal(
            """
            2 images failed: 'shop', 'api'.
              shop: Too late.
                last line
              api: Disk full.
            """,
            exception.Message);
        Assert.Same(first, exception.Failures["shop"]);
        Assert.Equal([first, second], Assert.IsType<AggregateException>(exception.InnerException).InnerExceptions);
    }
}
