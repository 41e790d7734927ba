using Nuke.Docker.BuildKit.Tracing;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.BuildKit.Tracing;

public class StepsInOrderTests
{
    static readonly BuildStep _a = new(1, 2, "RUN a") { Stage = "a" };
    static readonly BuildStep _b = new(1, 2, "RUN b") { Stage = "b" };
    static readonly BuildStep _c = new(1, 2, "RUN c") { Stage = "c" };

    readonly Recorder _shown = new();
    readonly StepsInOrder _order;

    public StepsInOrderTests() => _order = new StepsInOrder(_shown);

    [Fact]
    public void LinesOfOneStepStandTogether()
    {
        Report(Start(
            _a), Start(_b), Line(_b, "b1"), Line(_a, "a1"), Line(_b, "b2"), Line(_a, "a2"), End(_a), Line(_b,
            "b3"), End(_b));

        Assert.Equal([Start(
            _a), Line(_a, "a1"), Line(_a, "a2"), End(_a), Start(_b), Line(_b, "b1"), Line(_b, "b2"), Line(_b,
            "b3"), End(_b)], _shown.Events);
    }

    [Fact]
    public void AStepThatIsDoneWhileItWaitsIsShownWhole()
    {
        Report(Start(_a), Start(_b), Start(_c), Line(_b, "b1"), End(_b), Line(_c, "c1"), End(_a), Line(_c, "c2"));

        Assert.Equal(
            [Start(_a), End(_a), Start(_b), Line(_b, "b1"), End(_b), Start(_c), Line(_c, "c1"), Line(_c, "c2")],
            _shown.Events);
    }

    [Fact]
    public void WhatBelongsToNoStepIsShownAtOnce()
    {
        Report(Start(
            _a), Start(_b), new ProgressEvent.Warning("!"), new ProgressEvent.Output("free", IsError: false), Line(_b,
            "b1"));

        Assert.Equal(
            [Start(_a), new ProgressEvent.Warning("!"), new ProgressEvent.Output("free", IsError: false)],
            _shown.Events);
    }

    [Fact]
    public void NothingStandsBetweenTheLinesOfAStep()
    {
        var (warning, layer) = (new ProgressEvent.Warning("!"), new ProgressEvent.Layer("1", "extracting", 1, 9));
        Report(
            Start(_a), Line(_a, "a1"), warning, layer, layer with { CurrentBytes = 5 },
            layer with { Id = "2" }, Start(_b), Line(_c, "late"), Line(_a, "a2"));
        Assert.Equal([Start(_a), Line(_a, "a1"), Line(_a, "a2")], _shown.Events);

        Report(End(_a), warning);
        Assert.Equal(
            [
                End(_a), warning, layer with { CurrentBytes = 5 }, layer with { Id = "2" }, Line(_c, "late"),
                Start(_b), warning,
            ],
            _shown.Events.Skip(3));
    }

    [Fact]
    public void WhatWasHeldBackIsShownInTheEnd()
    {
        Report(Start(_a), Line(_a, "a1"), new ProgressEvent.Warning("!"));
        _order.Complete(_a);

        Assert.Equal([Start(_a), Line(_a, "a1"), new ProgressEvent.Warning("!")], _shown.Events);
    }

    [Fact]
    public void WhatIsAtWorkIsToldAtOnce()
    {
        var activity = new ProgressEvent.Activity("b", "RUN b");
        Report(Start(_a), Line(_a, "a1"), activity, Start(_b), activity with { IsOver = true });

        Assert.Equal(
            [Start(_a), Line(_a, "a1"), activity, activity with { IsOver = true }], _shown.Events);
    }

    [Fact]
    public void ALineThatComesLateKeepsNobodyWaiting()
    {
        Report(Start(_a), End(_a), Line(_a, "late"), Start(_b), Line(_b, "b1"));

        Assert.Equal([Start(_a), End(_a), Line(_a, "late"), Start(_b), Line(_b, "b1")], _shown.Events);
    }

    [Fact]
    public void TheStepThatFailedIsShownLast()
    {
        Report(Start(_a), Start(_b), Line(_b, "failing"), Start(_c), Line(_c, "c1"));
        _order.Complete(_b);

        Assert.Equal([Start(_a), Start(_c), Line(_c, "c1"), Start(_b), Line(_b, "failing")], _shown.Events);
    }

    void Report(params ProgressEvent[] events)
    {
        foreach (var progressEvent in events)
            _order.Report(progressEvent);
    }

    static ProgressEvent Start(BuildStep step) => new ProgressEvent.StepStarted(step);

    static ProgressEvent Line(BuildStep step, string text) =>
        new ProgressEvent.Output(text, IsError: false) { Step = step };

    static ProgressEvent End(BuildStep step) =>
        new ProgressEvent.StepCompleted(new CompletedStep(step, TimeSpan.Zero, Cached: false));

    sealed class Recorder : IProgressReporter
    {
        public List<ProgressEvent> Events { get; } = [];

        public void Report(ProgressEvent progressEvent) => Events.Add(progressEvent);
    }
}
