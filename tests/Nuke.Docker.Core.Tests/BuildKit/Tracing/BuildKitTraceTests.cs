using System.Text;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Tracing;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.BuildKit.Tracing;

public class BuildKitTraceTests
{
    static readonly DateTimeOffset _start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    readonly BuildKitTrace _trace = new();

    [Fact]
    public void StepsSideBySideAreToldApart()
    {
        var (a, b) = (Step("build", 2, 3, "RUN make"), Step("test", 2, 2, "RUN check"));

        Assert.Equal(
            [new ProgressEvent.StepStarted(a), new ProgressEvent.StepStarted(b)],
            Read([Started("a", "[build 2/3] RUN make"), Started("b", "[test 2/2] RUN check")]));
        Assert.Equal(
            [Output("one", a), Output("from b", b), Output("two", a)],
            Read([], Log("a", "one\ntw"), Log("b", "from b\n"), Log("a", "o\n")));
        Assert.Equal(
            [Output("last", a), new ProgressEvent.StepCompleted(
                new CompletedStep(a, TimeSpan.FromSeconds(2), Cached: false))],
            Read([Completed("a", "[build 2/3] RUN make")], Log("a", "last")));
    }

    [Fact]
    public void AVertexThatIsToldAgainIsNoNews()
    {
        var step = Step(null, 1, 2, "FROM alpine");
        Read([Started("a", "[1/2] FROM alpine")]);

        Assert.Empty(Read([Started("a", "[1/2] FROM alpine")]));
        Assert.Single(Read([Completed("a", "[1/2] FROM alpine")]));
        Assert.Empty(Read([Started("a", "[1/2] FROM alpine"), Completed("a", "[1/2] FROM alpine")]));
        Assert.Equal([new CompletedStep(step, TimeSpan.FromSeconds(2), Cached: false)], _trace.Steps);
    }

    [Fact]
    public void AStepThatIsSharedWithAnotherBuildIsToldOnce()
    {
        // As newer versions of BuildKit tell it: the vertex of the other build does the work.
        var step = Step(null, 2, 2, "RUN make");
        Read([new Vertex { Digest = "own", Name = "[2/2] RUN make" }]);
        Assert.Equal([new ProgressEvent.StepStarted(step)], Read([Started("others", "[2/2] RUN make")]));
        Assert.Equal([Output("one", step)], Read([], Log("others", "one\n")));
        Assert.Equal(
            [new ProgressEvent.StepCompleted(new CompletedStep(step, TimeSpan.FromSeconds(2), Cached: false))],
            Read([Completed("others", "[2/2] RUN make")]));

        Assert.Empty(Read([Completed("own", "[2/2] RUN make") with { Cached = true }]));
        Assert.Single(_trace.Steps);
    }

    [Fact]
    public void AStepThatNeverBeganIsCachedWhenTheBuildSucceeds()
    {
        // As BuildKit 0.8 tells it if the other build has done the rest.
        Read(
            [new Vertex { Digest = "b", Name = "[3/3] RUN make" }, new Vertex
            {
                Digest = "a",
                Name = "[2/3] COPY . ."
            }]);
        Read(
            [Completed("c", "[1/3] FROM alpine"), new Vertex { Digest = "d", Name = "[internal] load build context" }]);

        var (copy, make) = (Step(null, 2, 3, "COPY . ."), Step(null, 3, 3, "RUN make"));
        Assert.Equal(
            [
                new ProgressEvent.StepStarted(copy),
                new ProgressEvent.StepCompleted(new CompletedStep(copy, TimeSpan.Zero, Cached: true)),
                new ProgressEvent.StepStarted(make),
                new ProgressEvent.StepCompleted(new CompletedStep(make, TimeSpan.Zero, Cached: true)),
            ],
            _trace.Complete());
        Assert.Equal([1, 2, 3], _trace.Steps.Select(step => step.Step.Number));
        Assert.Empty(_trace.Complete());
    }

    [Fact]
    public void AStepFromTheCacheStartsAndEndsAtOnce()
    {
        var events = Read([Completed("a", "[2/2] RUN make") with { Cached = true }]);

        var step = Step(null, 2, 2, "RUN make");
        Assert.Equal(
            [new ProgressEvent.StepStarted(
                step), new ProgressEvent.StepCompleted(new CompletedStep(step, TimeSpan.FromSeconds(2), Cached: true))],
            events);
    }

    [Fact]
    public void AStepFromAnothersCacheIsFetchedAndYetCached()
    {
        Read([Started("a", "[2/2] RUN make") with { Cached = true }, Started("a", "[2/2] RUN make")]);
        Read([Completed("a", "[2/2] RUN make")]);
        Read([Completed("a", "[2/2] RUN make") with { Cached = true }]);

        Assert.True(Assert.Single(_trace.Steps).Cached);
    }

    [Theory]
    [InlineData("r.example/a:1: not found", "Notice { Text = There is no cache in 'r.example/a:1' yet. }")]
    [InlineData("denied", "Warning { Text = The cache 'r.example/a:1' cannot be read: denied }")]
    public void ACacheThatIsNotReadIsTold(string error, string told) => Assert.Contains(
        told,
        Read([Completed("a", "importing cache manifest from r.example/a:1") with { Error = error }])
            .Select(progressEvent => $"{progressEvent}"));

    [Fact]
    public void WhatBuildKitDoesByItselfIsNoStep()
    {
        Assert.Empty(Read([Completed("a", "[internal] load build context"), Completed("b", "exporting to image")]));
        Assert.Equal([Output("pulled", null)], Read([], Log("b", "pulled\n")));
    }

    [Fact]
    public void CharactersThatAreCutInTwoAreJoined()
    {
        var bytes = Encoding.UTF8.GetBytes("größe\n");
        Read([Started("a", "[2/2] RUN x")]);

        var events = bytes.SelectMany(value => Read([], new VertexLog("a", IsError: true, new[] { value }))).ToList();

        Assert.Equal([new ProgressEvent.Output("größe", IsError: true) { Step = Step(null, 2, 2, "RUN x") }], events);
    }

    [Fact]
    public void LayersAndWarningsAreTold()
    {
        var digest = new string('a', 64);
        var trace = new StatusResponse(
            [],
            [
                new VertexStatus { Id = $"sha256:{digest}", Current = 5, Total = 10 },
                new VertexStatus { Id = $"extracting sha256:{digest}" },
                new VertexStatus { Id = "transferring context:", Current = 100 },
            ],
            [],
            [new VertexWarning(
                "LegacyKeyValueFormat: use =", "https://docs/x", "Dockerfile",
                new LineRange(3, 4)), new VertexWarning("plain", "", "", null)]);

        Assert.Equal(
            [
                new ProgressEvent.Layer("aaaaaaaaaaaa", "", 5, 10) { IsOfActivity = true },
                new ProgressEvent.Layer("aaaaaaaaaaaa", "extracting", null, null) { IsOfActivity = true },
                new ProgressEvent.Warning("Dockerfile:3: LegacyKeyValueFormat: use = (https://docs/x)"),
                new ProgressEvent.Warning("plain"),
            ],
            _trace.Read(trace));
    }

    [Fact]
    public void AWarningIsToldOnce()
    {
        var warning = new VertexWarning("use =", "https://docs/x", "Dockerfile", new LineRange(3, 4));
        var trace = new StatusResponse([], [], [], [warning, warning, warning with { Lines = new LineRange(5, 5) }]);

        Assert.Equal(
            [
                new ProgressEvent.Warning("Dockerfile:3: use = (https://docs/x)"),
                new ProgressEvent.Warning("Dockerfile:5: use = (https://docs/x)"),
            ],
            _trace.Read(trace));
        Assert.Empty(_trace.Read(trace));
    }

    [Fact]
    public void WhatIsAtWorkIsDescribedWheneverItChanges()
    {
        const string Context = "[internal] load build context";
        var step = new ProgressEvent.Activity("a", "build 2/3  RUN make all");
        Assert.Equal(
            [step, new("b", "load build context")],
            ReadActivities([Started("a", "[build 2/3] RUN make\nall"), Started("b", Context)]));
        Assert.Equal(
            [step with { LastLine = "two" }], ReadActivities([], [Log("a", "one\ntwo\n \nthr")]));
        Assert.Equal(
            [new("b", "load build context") { CurrentBytes = 100 }],
            ReadActivities([], [], new VertexStatus { Vertex = "b", Id = "transferring context:", Current = 100 }));
        Assert.Equal([new("b", "load build context") { IsOver = true }], ReadActivities([Completed("b", Context)]));
        Assert.Empty(ReadActivities([Completed("b", Context), Completed("c", "[c 1/1] RUN cached")]));
        Assert.Equal([step with { IsOver = true }], _trace.Flush().OfType<ProgressEvent.Activity>());
    }

    [Fact]
    public void BytesOfAllLayersAreAddedUp()
    {
        ReadActivities([Started("a", "[1/2] FROM alpine")]);
        var first = new VertexStatus { Vertex = "a", Id = "sha256:1", Current = 5, Total = 10 };
        var second = new VertexStatus { Vertex = "a", Id = "sha256:2", Current = 1, Total = 30 };
        var described = new ProgressEvent.Activity("a", "1/2  FROM alpine");

        Assert.Equal(
            [described with { CurrentBytes = 6, TotalBytes = 40 }], ReadActivities([], [], first, second));
        Assert.Equal(
            [described with { CurrentBytes = 11, TotalBytes = 40 }],
            ReadActivities([], [], first with { Current = 10 }, new VertexStatus { Vertex = "a", Id = "extracting" }));
        Assert.Equal(
            [described with { CurrentBytes = long.MaxValue }],
            ReadActivities([], [], first with { Current = long.MaxValue }, second with { Total = -1 }));
    }

    [Fact]
    public void AStepWhoseOutputComesFirstIsAStepAllTheSame()
    {
        Assert.Equal([Output("early", null)], Read([], Log("a", "early\n")));

        var step = Step(null, 2, 2, "RUN make");
        Assert.Equal([new ProgressEvent.StepStarted(step)], Read([Started("a", "[2/2] RUN make")]));
        Assert.Equal([Output("late", step)], Read([], Log("a", "late\n")));
    }

    [Fact]
    public void TheStepThatFailedIsFoundAmongThoseThatWereCancelled()
    {
        Read([Started(
            "a", "[a 2/2] RUN false"), Started("b", "[b 2/2] RUN sleep"), Started("c",
            "[c 2/2] RUN x")], Log("a", "oops"));

        Read([Completed(
            "a", "[a 2/2] RUN false") with { Error = "exit code: 1" }, Completed("b",
            "[b 2/2] RUN sleep") with { Error = "failed: context canceled" }]);

        Assert.Equal(["oops"], _trace.FindFailed("")!.Recent.Lines);
        Assert.Equal("a", _trace.FindFailed("")!.Step!.Stage);
        Assert.Equal("c", _trace.FindFailed("c")!.Step!.Stage);
        Assert.Empty(_trace.Steps);
    }

    /// <summary>What a log is told.</summary>
    List<ProgressEvent> Read(Vertex[] vertexes, params VertexLog[] logs) =>
        [.. _trace.Read(new StatusResponse(vertexes, [], logs, [])).Where(told => told is not ProgressEvent.Activity)];

    /// <summary>What a display that is redrawn is told.</summary>
    List<ProgressEvent.Activity> ReadActivities(
        Vertex[] vertexes, VertexLog[]? logs = null, params VertexStatus[] statuses) =>
        [.. _trace.Read(new StatusResponse(vertexes, statuses, logs ?? [], [])).OfType<ProgressEvent.Activity>()];

    static BuildStep Step(string? stage, int number, int total, string instruction) =>
        new(number, total, instruction) { Stage = stage };

    static ProgressEvent.Output Output(string line, BuildStep? step) => new(line, IsError: false) { Step = step };

    static VertexLog Log(string vertex, string text) => new(vertex, IsError: false, Encoding.UTF8.GetBytes(text));

    static Vertex Started(string digest, string name) => new() { Digest = digest, Name = name, Started = _start };

    static Vertex Completed(string digest, string name) =>
        Started(digest, name) with { Completed = _start.AddSeconds(2) };
}
