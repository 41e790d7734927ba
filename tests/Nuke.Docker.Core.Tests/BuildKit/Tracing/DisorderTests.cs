using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Tracing;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.BuildKit.Tracing;

/// <summary>Traces whose parts come in any order, again, or not at all.</summary>
public class DisorderTests
{
    static readonly string[] _stages = ["a", "b", "c", "d"];
    static readonly DateTimeOffset _start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Fact]
    public void AStepThatEndsBeforeItStartsIsToldInOrder()
    {
        var trace = new BuildKitTrace();
        var step = new BuildStep(1, 2, "RUN x") { Stage = "a" };
        var ended = new Vertex { Digest = "a", Name = "[a 1/2] RUN x", Completed = _start };

        Assert.Equal(
            [new ProgressEvent.StepStarted(step), new ProgressEvent.StepCompleted(
                new(step, TimeSpan.Zero, Cached: false))],
            trace.Read(new([ended], [], [], [])));
        Assert.All(
            trace.Read(new([ended with { Completed = null, Started = _start.AddDays(1) }], [], [], [])),
            told => Assert.IsType<ProgressEvent.Activity>(told));
    }

    [Fact]
    public void ATimeThatRunsBackwardsIsNoTime()
    {
        var ended = new Vertex
        {
            Digest = "a",
            Name = "[1/2] RUN x",
            Started = _start,
            Completed = DateTimeOffset.MinValue
        };

        var told = new BuildKitTrace().Read(new([ended], [], [], [])).OfType<ProgressEvent.StepCompleted>();

        Assert.Equal(TimeSpan.Zero, Assert.Single(told).Completed.Duration);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void WhateverComesNoLineIsLostAndNoneStandsAmongAnothers(int seed)
    {
        var random = new Random(seed);
        var (trace, shown) = (new BuildKitTrace(), new Recorder());
        var order = new StepsInOrder(shown);
        var written = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var part = new StatusResponse(
                Some(random, AnyVertex), Some(random, AnyStatus), Some(random, Log), Some(random, AnyWarning));
            foreach (var progressEvent in trace.Read(part))
                order.Report(progressEvent);
        }

        foreach (var progressEvent in trace.Flush())
            order.Report(progressEvent);
        order.Complete(failed: null);

        var outputs = shown.Events.OfType<ProgressEvent.Output>().Select(output => output.Line);
        Assert.Equal(written.Order(StringComparer.Ordinal), outputs.Order(StringComparer.Ordinal));
        var starts = shown.Events.OfType<ProgressEvent.StepStarted>().Select(started => started.Step).ToList();
        Assert.Equal(starts.Distinct(), starts);
        Assert.All(starts, step => AssertStandsTogether(shown.Events, step));
        Assert.Empty(AtWork(shown.Events));

        VertexLog Log(Random any)
        {
            written.Add(written.Count.ToString(CultureInfo.InvariantCulture));
            return new(Digest(any), any.Next(2) == 0, Encoding.UTF8.GetBytes($"{written[^1]}\n"));
        }
    }

    static List<T> Some<T>(Random random, Func<Random, T> make) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => make(random))];

    static Vertex AnyVertex(Random random)
    {
        var digest = Digest(random);
        return new()
        {
            Digest = digest,
            Name = random.Next(5) == 0 ? "" : digest.Length == 0 ? "[internal] load" : $"[{digest} 1/1] RUN {digest}",
            Started = random.Next(3) == 0 ? null : _start.AddSeconds(random.Next(-5, 5)),
            Completed = random.Next(3) > 0 ? null : _start.AddSeconds(random.Next(-5, 5)),
            Cached = random.Next(2) == 0,
            Error = random.Next(9) > 0 ? "" : "context canceled",
        };
    }

    static VertexStatus AnyStatus(Random random) => new()
    {
        Vertex = Digest(random),
        Id = random.Next(3) == 0 ? "" : $"sha256:{new string((char)('a' + random.Next(3)), random.Next(70))}",
        Current = random.NextInt64(long.MinValue, long.MaxValue),
        Total = random.NextInt64(long.MinValue, long.MaxValue),
    };

    static VertexWarning AnyWarning(Random random) => new(
        "warning", "", random.Next(2) == 0
            ? ""
            : "Dockerfile", random.Next(2) == 0 ? null : new LineRange(random.Next(3), 9));

    static string Digest(Random random) => random.Next(6) == 0 ? "" : random.GetItems(_stages, 1)[0];

    /// <summary>From the first line that a step has written until its end there is nothing of anybody else.</summary>
    static void AssertStandsTogether(IReadOnlyList<ProgressEvent> events, BuildStep step)
    {
        var log = events.Where(progressEvent => progressEvent is not ProgressEvent.Activity).ToList();
        var start = log.FindIndex(
            progressEvent => progressEvent is ProgressEvent.StepStarted started && started.Step == step);
        var end = log.FindIndex(
            start,
            progressEvent => progressEvent is ProgressEvent.StepCompleted { Completed: var done } && done.Step == step);
        var first = log.FindIndex(
            start, progressEvent => progressEvent is ProgressEvent.Output output && output.Step == step);
        if (first >= 0 && end > first)
            Assert.All(
                log[first..end], progressEvent => Assert.Equal(step, (progressEvent as ProgressEvent.Output)?.Step));
    }

    static HashSet<string> AtWork(IEnumerable<ProgressEvent> events)
    {
        var atWork = new HashSet<string>();
        foreach (var activity in events.OfType<ProgressEvent.Activity>())
            _ = activity.IsOver ? atWork.Remove(activity.Id) : atWork.Add(activity.Id);
        return atWork;
    }

    sealed class Recorder : IProgressReporter
    {
        public List<ProgressEvent> Events { get; } = [];

        public void Report(ProgressEvent progressEvent) => Events.Add(progressEvent);
    }
}
