using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.Progress;

public class RecentLinesTests
{
    readonly RecentLines _lines = new();

    [Fact]
    public void LastTwentyAreKept()
    {
        foreach (var number in Enumerable.Range(1, 25))
            _lines.Add($"line {number}");

        Assert.Equal(Enumerable.Range(6, 20).Select(number => $"line {number}"), _lines.Lines);
    }

    [Fact]
    public void NothingIsLeftAfterAClear()
    {
        _lines.Add("line");
        var before = _lines.Lines;
        _lines.Clear();

        Assert.Empty(_lines.Lines);
        Assert.Equal(["line"], before);
    }
}
