using Nuke.Docker.Progress;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Tests.Reporting;

/// <summary>Two images that are built side by side.</summary>
[Collection(LogCollection.Name)]
public sealed class ImageLogsTests : IDisposable
{
    static readonly BuildStep _copy = new(1, 2, "COPY . .");
    static readonly BuildStep _run = new(2, 2, "RUN make");

    readonly LogLines _log = new();
    readonly CancellationTokenSource _cancellation = new();
    readonly ImageLogs _logs;
    readonly LogReporter _shop;
    readonly LogReporter _mail;

    public ImageLogsTests()
    {
        _logs = new ImageLogs(host: null, _cancellation.Token);
        (_shop, _mail) = (_logs.For("shop"), _logs.For("mail"));
    }

    /// <summary>The two builders: one names the step of each line, the other has one step at a time.</summary>
    public static TheoryData<bool> IsStepNamed => [true, false];

    public void Dispose()
    {
        _shop.Dispose();
        _mail.Dispose();
        _logs.Dispose();
        _cancellation.Dispose();
        _log.Dispose();
    }

    [Theory]
    [MemberData(nameof(IsStepNamed))]
    public void LinesOfAStepStandTogether(bool isStepNamed)
    {
        Both(new ProgressEvent.StepStarted(_copy));
        Both(End(_copy));
        Both(new ProgressEvent.StepStarted(_run));
        Both(Line("one", isStepNamed));
        Both(Line("two", isStepNamed));
        _mail.Report(End(_run));
        _mail.Report(new ProgressEvent.Warning("Mend this."));
        Assert.Equal("I shop       │ two", _log.Lines[^1]);

        _shop.Report(End(_run));

        Assert.Equal(
            [
                "I shop  1/2  COPY . .   1.0 s",
                "I mail  1/2  COPY . .   1.0 s",
                "I shop  2/2  RUN make",
                "I shop       │ one",
                "I shop       │ two",
                "I shop  2/2  RUN make   1.0 s",
                "I mail  2/2  RUN make",
                "I mail       │ one",
                "I mail       │ two",
                "I mail  2/2  RUN make   1.0 s",
                "W mail  Mend this.",
            ],
            _log.Lines);
    }

    [Fact]
    public void AnImageThatFailsLeavesTheFloor()
    {
        Both(new ProgressEvent.StepStarted(_run));
        Both(Line("one"));
        _shop.Dispose();

        _mail.Report(Line("two"));

        Assert.Equal(
            [
                "I shop  2/2  RUN make",
                "I shop       │ one",
                "I mail  2/2  RUN make",
                "I mail       │ one",
                "I mail       │ two",
            ],
            _log.Lines);
    }

    [Fact]
    public void NothingIsLostOfAnImageThatFailsWhileItWaits()
    {
        Both(new ProgressEvent.StepStarted(_run));
        Both(Line("one"));
        _mail.Dispose();

        _shop.Report(End(_run));

        Assert.Equal(["I mail  2/2  RUN make", "I mail       │ one"], _log.Lines.TakeLast(2));
    }

    [Fact]
    public void OutputThatArrivesLateHoldsUpNobodyForLong()
    {
        Both(new ProgressEvent.StepStarted(_run));
        _shop.Report(Line("late") with { Step = _copy });
        _mail.Report(Line("one"));

        _shop.Report(new ProgressEvent.Notice("Know that."));

        Assert.Equal(
            [
                "I shop  1/2  COPY . .",
                "I shop       │ late",
                "I mail  2/2  RUN make",
                "I mail       │ one",
            ],
            _log.Lines);
        _mail.Report(End(_run));
        Assert.Equal("I shop  Know that.", _log.Lines[^1]);
    }

    [Fact]
    public void WhatContainersWriteHoldsUpNobody()
    {
        Both(new ProgressEvent.Output("one", IsError: false));
        Both(new ProgressEvent.Output("two", IsError: false));

        Assert.Equal(
            ["I shop       │ one", "I mail       │ one", "I shop       │ two", "I mail       │ two"], _log.Lines);
    }

    [Fact]
    public async Task WhatWaitsIsWrittenWhenTheWorkIsCancelled()
    {
        Both(new ProgressEvent.StepStarted(_run));
        Both(Line("one"));
        Assert.Equal("I shop       │ one", _log.Lines[^1]);

        await _cancellation.CancelAsync();

        Assert.Equal("I mail       │ one", _log.Lines[^1]);
    }

    [Fact]
    public void WhatWaitsIsWrittenInTheEnd()
    {
        Both(new ProgressEvent.StepStarted(_run));
        Both(Line("one"));

        _logs.Dispose();

        Assert.Equal("I mail       │ one", _log.Lines[^1]);
    }

    void Both(ProgressEvent progressEvent)
    {
        _shop.Report(progressEvent);
        _mail.Report(progressEvent);
    }

    static ProgressEvent.Output Line(string text, bool isStepNamed = true) =>
        new(text, IsError: false) { Step = isStepNamed ? _run : null };

    static ProgressEvent.StepCompleted End(BuildStep step) =>
        new(new CompletedStep(step, TimeSpan.FromSeconds(1), Cached: false));
}
