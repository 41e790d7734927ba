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
                new ProgressEvent.Layer("aaaaaaaaaaaa", "", 5, 10),
                new ProgressEvent.Layer("aaaaaaaaaaaa", "extracting", null, null),
                new ProgressEvent.Warning("Dockerfile:3: LegacyKeyValueFormat: use = (https://docs/x)"),
                new ProgressEvent.Warning("plain"),
            ],
            _trace.Read(trace));
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

    List<ProgressEvent> Read(Vertex[] vertexes, params VertexLog[] logs) =>
        [.. _trace.Read(new StatusResponse(vertexes, [], logs, []))];

    static BuildStep Step(string? stage, int number, int total, string instruction) =>
        new(number, total, instruction) { Stage = stage };

    static ProgressEvent.Output Output(string line, BuildStep? step) => new(line, IsError: false) { Step = step };

    static VertexLog Log(string vertex, string text) => new(vertex, IsError: false, Encoding.UTF8.GetBytes(text));

    static Vertex Started(string digest, string name) => new() { Digest = digest, Name = name, Started = _start };

    static Vertex Completed(string digest, string name) =>
        Started(digest, name) with { Completed = _start.AddSeconds(2) };
}
