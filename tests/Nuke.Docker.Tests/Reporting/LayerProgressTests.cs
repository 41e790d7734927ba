using Nuke.Docker.Progress;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Tests.Reporting;

public class LayerProgressTests
{
    readonly ManualClock _clock = new();
    readonly LayerProgress _progress;

    public LayerProgressTests() => _progress = new LayerProgress(_clock);

    [Fact]
    public void EachQuarterIsShownOnce() =>
        Assert.Equal(
            [
                "a: Downloading 25 % of 1.00 kB",
                "a: Downloading 75 % of 1.00 kB",
                "a: Downloading 100 % of 1.00 kB",
            ],
            new long[] { 1, 249, 250, 300, 499, 750, 800, 1000, 1001 }.Select(bytes => Describe("a", bytes))
                .OfType<string>());

    [Fact]
    public void SilenceOfThirtySecondsIsBroken()
    {
        Assert.Null(Describe("a", 1));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(Describe("a", 2));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a: Downloading 0 % of 1.00 kB", Describe("a", 3));
        Assert.Null(Describe("a", 4));
    }

    [Fact]
    public void LayersAndStatesAreCountedApart()
    {
        Assert.Equal("a: Downloading 50 % of 1.00 kB", Describe("a", 500));
        Assert.Equal("b: Downloading 50 % of 1.00 kB", Describe("b", 500));
        Assert.Equal(
            "a: Extracting 50 % of 1.00 kB", _progress.Describe(new ProgressEvent.Layer("a", "Extracting", 500, 1000)));
    }

    [Theory]
    [InlineData(null, 1000L)]
    [InlineData(1L, null)]
    [InlineData(1L, 0L)]
    [InlineData(1L, -1L)]
    public void UnknownSizesAreNotShown(long? current, long? total) =>
        Assert.Null(_progress.Describe(new ProgressEvent.Layer("a", "Pulling fs layer", current, total)));

    string? Describe(string id, long bytes) =>
        _progress.Describe(new ProgressEvent.Layer(id, "Downloading", bytes, 1000));

    sealed class ManualClock : TimeProvider
    {
        DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
