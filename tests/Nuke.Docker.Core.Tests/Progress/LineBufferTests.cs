using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.Progress;

public class LineBufferTests
{
    readonly LineBuffer _buffer = new();

    [Fact]
    public void PiecesAreJoinedToLines()
    {
        Assert.Empty(_buffer.Append("on"));
        Assert.Empty(_buffer.Append("e"));
        Assert.Equal(["one", "two", ""], _buffer.Append("\ntwo\n\nthr"));
        Assert.Equal(["three"], _buffer.Append("ee\n"));
        Assert.Empty(_buffer.Flush());
    }

    [Fact]
    public void RestIsGivenOnce()
    {
        _buffer.Append("line\nrest");

        Assert.Equal(["rest"], _buffer.Flush());
        Assert.Empty(_buffer.Flush());
        Assert.Equal(["next"], _buffer.Append("next\n"));
    }

    [Fact]
    public void CarriageReturnsAtTheEndAreNoPartOfTheLine()
    {
        Assert.Equal(["10 %\r20 %"], _buffer.Append("10 %\r20 %\r\n"));
        Assert.Empty(_buffer.Append("30 %\r"));
        Assert.Equal(["30 %"], _buffer.Flush());
    }

    [Fact]
    public void ALineWithoutAnEndIsBroken()
    {
        var lines = new LineBuffer();
        Assert.Empty(lines.Append(new string('x', LineBuffer.LongestLine - 1)));

        Assert.Equal([LineBuffer.LongestLine], lines.Append("y").Select(line => line.Length));
        Assert.Equal(["z"], lines.Append("z\n"));
    }
}
