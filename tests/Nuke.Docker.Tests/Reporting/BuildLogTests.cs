using Nuke.Docker.Reporting;

namespace Nuke.Docker.Tests.Reporting;

[Collection(LogCollection.Name)]
public sealed class BuildLogTests : IDisposable
{
    const string First = "0123456789abcdef";
    const string Second = "fedcba9876543210";

    readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void RemovedContainersAreNamed()
    {
        BuildLog.Removed([]);
        BuildLog.Removed([First]);
        BuildLog.Removed([First, Second]);

        Assert.Equal(
            [
                "I No builder container was left",
                "I Removed the builder container 0123456789ab",
                "I Removed the builder containers 0123456789ab, fedcba987654",
            ],
            _log.Lines);
    }

    [Fact]
    public void KeptContainersAreNamedWithWhatCanBeDone()
    {
        BuildLog.Kept([]);
        BuildLog.Kept([First]);

        Assert.Equal(
            [
                "I No builder container was left to keep",
                "W Kept the builder container 0123456789ab, as --docker-keep-builder asks. The target CleanUpBuilder "
                + "removes what is kept",
                "I Look at it with: docker export 0123456789ab | tar -t",
            ],
            _log.Lines);
    }

    [Fact]
    public void SizesAreALineAnImage()
    {
        BuildLog.Sizes([("shop", "1.00 GB → 10.0 MB (100×)")]);

        Assert.Equal(["I shop: 1.00 GB → 10.0 MB (100×)"], _log.Lines);
    }
}
