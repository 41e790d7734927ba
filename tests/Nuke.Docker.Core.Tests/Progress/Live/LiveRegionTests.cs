using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Progress.Live;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Progress.Live;

public sealed class LiveRegionTests : IDisposable
{
    readonly StringWriter _terminal = new();
    readonly TerminalScreen _screen = new(20, 6);
    readonly LiveRegion _region;
    readonly RegionWriter _writer;
    string[] _lines = [];

    public LiveRegionTests()
    {
        _region = new LiveRegion(_terminal, () => new(_screen.Columns, _screen.Rows));
        _writer = new RegionWriter(_region, System.Text.Encoding.UTF8) { NewLine = "\n" };
        _region.Open(_ => _lines);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void TheRegionStandsBelowWhatIsWritten()
    {
        _writer.WriteLine("first");
        Show("a", "b");
        _writer.WriteLine("second");

        Assert.Equal(["first", "second", "a", "b"], Seen());
        Assert.Equal((2, 0), _screen.Cursor);
        Assert.False(_screen.IsCursorVisible);
    }

    /// <summary>As <see cref="Console"/> does: it tells the size only while nobody writes to it.</summary>
    [Fact]
    public async Task WhoeverKeepsTheSizeFromBeingReadCanWriteAllTheSame()
    {
        var console = new Lock();
        using var isAsked = new ManualResetEventSlim();
        using var isTaken = new ManualResetEventSlim();
        var region = new LiveRegion(_terminal, () =>
        {
            if (console.IsHeldByCurrentThread)
                return new(20, 6);
            isAsked.Set();
            isTaken.Wait();
            lock (console)
                return new(20, 6);
        });
        var redrawing = Task.Run(() => region.Open(_ => ["a"]));
        var writing = Task.Run(() =>
        {
            isAsked.Wait();
            lock (console)
            {
                isTaken.Set();
                region.Write("first\n");
            }
        });

        await Task.WhenAll(redrawing, writing).WaitAsync(ScriptedConnection.Patience);
        region.Close();

        Assert.Contains("first", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRegionIsOverwritten()
    {
        Show("a long one", "b");
        Show("short");

        Assert.Equal(["short"], Seen());
    }

    [Fact]
    public void AClosedRegionLeavesNothing()
    {
        _writer.WriteLine("first");
        Show("a", "b");
        _region.Close();
        _writer.WriteLine("second");

        Assert.Equal(["first", "second"], Seen());
        Assert.True(_screen.IsCursorVisible);
        Assert.Equal((2, 0), _screen.Cursor);
    }

    [Fact]
    public void NothingIsWrittenWhereNothingIsShown()
    {
        _writer.WriteLine("\u001b[32mfirst\u001b[0m");
        _region.Redraw();
        _region.Close();

        Assert.Equal("\u001b[32mfirst\u001b[0m\n", _terminal.ToString());
    }

    [Fact]
    public void WhatHasNotChangedIsNotDrawnAgain()
    {
        Show("a");
        var before = _terminal.ToString();
        Show("a");

        Assert.Equal(before, _terminal.ToString());
    }

    [Fact]
    public void TheRegionIsAwayWhileALineHasNoEnd()
    {
        Show("a");
        _writer.Write("Password: ");

        Assert.Equal(["Password:"], Seen());
        Assert.Equal((0, 10), _screen.Cursor);
        Assert.True(_screen.IsCursorVisible);

        Show("b");
        Assert.Equal(["Password:"], Seen());

        _writer.WriteLine("***");
        Assert.Equal(["Password: ***", "b"], Seen());
    }

    [Fact]
    public void AtTheLowerEndOfTheScreenTheLogScrolls()
    {
        for (var i = 1; i <= 10; i++)
        {
            _writer.WriteLine($"line {i}");
            Show("a", $"b {i}");
        }

        Assert.Equal(["line 7", "line 8", "line 9", "line 10", "a", "b 10"], Seen());
        Assert.Equal([.. Enumerable.Range(1, 10).Select(i => $"line {i}"), "a", "b 10"], _screen.Everything);
    }

    [Fact]
    public void LinesThatANarrowerTerminalHasWrappedAreErased()
    {
        _writer.WriteLine("a line of the log");
        Show("0123456789012345678", "a");
        Seen();
        _screen.Resize(8, 8);
        Assert.Equal(["a line o", "f the lo", "g", "01234567", "89012345", "678", "a"], _screen.Seen);

        Show("0123456", "a");
        Assert.Equal(["a line o", "f the lo", "g", "0123456", "a"], Seen());

        _screen.Resize(20, 8);
        Show("0123456", "b");
        Assert.Equal(["a line of the log", "0123456", "b"], Seen());
    }

    [Fact]
    public void ColoursGoOnWhereTheyWereInterrupted()
    {
        _writer.Write("\u001b[31mred\n");
        Show("plain");
        _writer.Write("still red\u001b[0m\n");

        Assert.Equal(
            "\u001b[31mred\n"
            + "\r\u001b[?25l\u001b[0mplain\u001b[K\u001b[J\r"
            + "\r\u001b[J\u001b[31mstill red\u001b[0m\n\u001b[0mplain\u001b[K\u001b[J\r",
            _terminal.ToString());
    }

    [Fact]
    public void WhatMovesTheCursorIsTakenOut()
    {
        Show("a");
        _writer.WriteLine("\u001b[2J\u001b[3A\u001b[?1049hhome\u001b]0;title\a\u001b(B\u001bc\b\u0007 \u009b5A");
        _writer.Write("\u001b[1");
        _writer.WriteLine("Ain two pieces");

        Assert.Equal(["home 5A", "in two pieces", "a"], Seen());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void WhateverHappensTheLogIsWholeAndTheRegionBelowIt(int seed)
    {
        var random = new Random(seed);
        var written = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            switch (random.Next(5))
            {
                case 0:
                    written.Add(RandomLine(random, 60));
                    _writer.WriteLine(written[^1]);
                    break;
                case 1:
                    written.Add(RandomLine(random, 30));
                    var half = random.Next(written[^1].Length + 1);
                    _writer.Write(written[^1][..half]);
                    _region.Redraw();
                    _writer.WriteLine(written[^1][half..]);
                    break;
                case 2:
                    Seen();
                    _screen.Resize(random.Next(8, 40), 6);
                    _region.Redraw();
                    break;
                default:
                    Show([.. Enumerable.Range(0, random.Next(4))
                        .Select(_ => CharacterCells.Fit(RandomLine(random, 50), 7))]);
                    break;
            }
        }

        Seen();
        var expected =
            new TerminalScreen(200, 6).Play(string.Concat(written.Concat(_lines).Select(line => $"{line}\n")));
        Assert.Equal(expected.Written, _screen.Written);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    static string RandomLine(Random random, int longest) =>
        new(random.GetItems("abc def,界ß한".AsSpan(), random.Next(1, longest)));

    void Show(params string[] lines)
    {
        _lines = lines;
        _region.Redraw();
    }

    IReadOnlyList<string> Seen()
    {
        _screen.Play(_terminal.ToString());
        _terminal.GetStringBuilder().Clear();
        return _screen.Seen;
    }
}
