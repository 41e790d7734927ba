using System.Globalization;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.Progress;

public sealed class LogFloorTests
{
    readonly List<string> _log = [];
    readonly LogFloor _floor;
    readonly LogFloor.Speaker _a;
    readonly LogFloor.Speaker _b;
    readonly LogFloor.Speaker _c;

    public LogFloorTests()
    {
        _floor = new LogFloor(line => _log.Add(line.Text));
        (_a, _b, _c) = (_floor.Enter(), _floor.Enter(), _floor.Enter());
    }

    [Fact]
    public void WhatIsWrittenWhileNobodyHasTheFloorIsWrittenAtOnce()
    {
        _a.Write(new LogLine("a1"));
        _b.Write(new LogLine("b1"));
        _a.Begin(new LogLine("a2"));
        _a.Write(new LogLine("a3"));

        Assert.Equal(["a1", "b1", "a2", "a3"], _log);
    }

    [Fact]
    public void OthersWaitForTheEndOfATurnAndTheFirstOfThemIsNext()
    {
        _a.Begin(new LogLine("a1"));
        _b.Begin(new LogLine("b1"));
        _c.Write(new LogLine("c1"), new LogLine("c2"));
        _b.Write(new LogLine("b2"));
        _a.Write(new LogLine("a2"));
        Assert.Equal(["a1", "a2"], _log);

        _a.End();
        Assert.Equal(["a1", "a2", "b1", "b2"], _log);

        _b.Write(new LogLine("b3"));
        _a.Write(new LogLine("a3"));
        _b.End();
        Assert.Equal(["b3", "c1", "c2", "a3"], _log.Skip(4));
    }

    [Fact]
    public void ATurnEndsWithTheNextOneOfTheSameSpeaker()
    {
        _a.Begin(new LogLine("a1"));
        _b.Write(new LogLine("b1"));
        _a.Begin(new LogLine("a2"));

        Assert.Equal(["a1", "b1", "a2"], _log);
    }

    [Fact]
    public void ATurnEndsWithItsSpeaker()
    {
        _a.Begin(new LogLine("a1"));
        _b.Begin(new LogLine("b1"));
        _b.Dispose();
        _c.Write(new LogLine("c1"));
        Assert.Equal(["a1"], _log);

        _a.Dispose();
        _a.Dispose();
        Assert.Equal(["a1", "b1", "c1"], _log);
    }

    [Fact]
    public void EverythingThatWaitsIsWrittenOnRequestAndNobodyWaitsAfterwards()
    {
        _a.Begin(new LogLine("a1"));
        _b.Begin(new LogLine("b1"));
        _c.Write(new LogLine("c1"));

        _floor.Flush();
        Assert.Equal(["a1", "b1", "c1"], _log);

        _b.Write(new LogLine("b2"));
        _b.End();
        _a.Write(new LogLine("a2"));
        _b.Begin(new LogLine("b3"));
        _a.Begin(new LogLine("a3"));
        _b.Write(new LogLine("b4"));
        Assert.Equal(["b2", "a2", "b3", "a3", "b4"], _log.Skip(3));
    }

    [Fact]
    public async Task ManyAtOnceNeverInterruptEachOtherAndLoseNothing()
    {
        const int Speakers = 16;
        const int Turns = 200;
        var inside = 0;
        var log = new List<(int Speaker, int Turn, int Line)>();
        var floor = new LogFloor(line =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            var numbers =
                line.Text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            log.Add((numbers[0], numbers[1], numbers[2]));
            Interlocked.Decrement(ref inside);
        });
        using var start = new Barrier(Speakers);

        await Task.WhenAll(Enumerable.Range(0, Speakers).Select(speaker => Task.Factory.StartNew(
            () => Speak(speaker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        for (var speaker = 0; speaker < Speakers; speaker++)
            Assert.Equal(Expected(speaker), log.Where(line => line.Speaker == speaker));
        // Each turn is written at a stretch: it has a beginning, and only one.
        var stretches = log.Zip(log.Skip(1))
            .Count(pair => (pair.First.Speaker, pair.First.Turn) != (pair.Second.Speaker, pair.Second.Turn)) + 1;
        Assert.Equal(Speakers * Turns, stretches);

        void Speak(int number)
        {
            using var speaker = floor.Enter();
            start.SignalAndWait();
            for (var turn = 0; turn < Turns; turn++)
            {
                speaker.Begin(new LogLine($"{number} {turn} 0"));
                for (var line = 1; line < LinesOf(turn); line++)
                    speaker.Write(new LogLine($"{number} {turn} {line}"));
                if (turn % 2 == 0)
                    speaker.End();
            }
        }

        static IEnumerable<(int Speaker, int Turn, int Line)> Expected(int speaker) =>
            from turn in Enumerable.Range(0, Turns)
            from line in Enumerable.Range(0, LinesOf(turn))
            select (speaker, turn, line);

        static int LinesOf(int turn) => 1 + turn % 7;
    }
}
