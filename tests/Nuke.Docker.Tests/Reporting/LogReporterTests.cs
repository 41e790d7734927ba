using Nuke.Docker.Progress;
using Nuke.Docker.Progress.Live;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Tests.Reporting;

[Collection(LogCollection.Name)]
public sealed class LogReporterTests : IDisposable
{
    static readonly BuildStep _copy = new(3, 5, "COPY helloworld.go .");
    static readonly BuildStep _run = new(4, 5, "RUN go build -o helloworld");

    readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void StepsAreShownWhenTheyEndAndBeforeWhatTheyWrite()
    {
        Report(
            image: null,
            new ProgressEvent.ContextListed(4, 1210),
            new ProgressEvent.StepStarted(_copy),
            new ProgressEvent.StepCompleted(new CompletedStep(_copy, TimeSpan.FromSeconds(9), Cached: true)),
            new ProgressEvent.StepStarted(_run),
            new ProgressEvent.Output("go: downloading …", IsError: true),
            new ProgressEvent.Output("{braces} are no template", IsError: false),
            new ProgressEvent.StepCompleted(new CompletedStep(_run, TimeSpan.FromSeconds(2.94), Cached: false)));

        Assert.Equal(
            [
                "I Context: 4 files, 1.21 kB",
                "I 3/5  COPY helloworld.go .   cached",
                "I 4/5  RUN go build -o helloworld",
                "I      │ go: downloading …",
                "I      │ {braces} are no template",
                "I 4/5  RUN go build -o helloworld   2.9 s",
            ],
            _log.Lines);
    }

    [Fact]
    public void NameOfTheImageStandsBeforeEachLine()
    {
        Report(
            "shop",
            new ProgressEvent.ContextListed(1, 5),
            new ProgressEvent.Warning("Mend this."),
            new ProgressEvent.Notice("Know that."));

        Assert.Equal(["I shop  Context: 1 file, 5 B", "W shop  Mend this.", "I shop  Know that."], _log.Lines);
    }

    [Fact]
    public void ArtifactsAreShownWithTheirHash()
    {
        Report(
            image: null,
            new ProgressEvent.ArtifactCopied("app", 1, 1_500_000, "ba7816bf"),
            new ProgressEvent.ArtifactCopied("lib", 12, 99, "2223b003"));

        Assert.Equal(
            ["I Artifact: app, 1.50 MB, sha256:ba7816bf", "I Artifact: lib, 99 B, 12 files, sha256:2223b003"],
            _log.Lines);
    }

    [Fact]
    public void LargeContextIsAWarningWithItsFiveLargestDirectories()
    {
        var directories =
            Enumerable.Range(1, 6).Select(number => new LargeDirectory($"d{number}", number, number * 1000)).ToList();
        Report(image: null, new ProgressEvent.LargeContext(directories), new ProgressEvent.LargeContext([]));

        Assert.Equal(
            [
                "W The context is large. Name in .dockerignore what the image does not need; most is in 'd1' (1 file, "
                + "1.00 kB), 'd2' (2 files, 2.00 kB), 'd3' (3 files, 3.00 kB), 'd4' (4 files, 4.00 kB), 'd5' (5 "
                + "files, 5.00 kB).",
                "W The context is large. Name in .dockerignore what the image does not need.",
            ],
            _log.Lines);
    }

    [Fact]
    public void LongInstructionIsCutToAHundredCharacters()
    {
        var step = new BuildStep(1, 1, "RUN " + new string('x', 97));
        Report(
            image: null,
            new ProgressEvent.StepCompleted(new CompletedStep(step, TimeSpan.FromSeconds(0.04), Cached: false)));

        Assert.Equal([$"I 1/1  RUN {new string('x', 95)}…   0 s"], _log.Lines);
    }

    [Fact]
    public void LayersAreShownAtEachQuarter()
    {
        Report(
            image: null,
            new ProgressEvent.Layer("f1d2", "Downloading", 1, 1000),
            new ProgressEvent.Layer("f1d2", "Downloading", 500, 1000));

        Assert.Equal(["I f1d2: Downloading 50 % of 1.00 kB"], _log.Lines);
    }

    [Fact]
    public void OutputAfterAStepDoesNotAnnounceItAgain()
    {
        Report(
            image: null,
            new ProgressEvent.StepStarted(_copy),
            new ProgressEvent.StepCompleted(new CompletedStep(_copy, TimeSpan.FromSeconds(1), Cached: false)),
            new ProgressEvent.Output("late", IsError: false));

        Assert.Equal(["I 3/5  COPY helloworld.go .   1.0 s", "I      │ late"], _log.Lines);
    }

    [Fact]
    public void AStepThatWritesAgainIsAnnouncedAgain()
    {
        Report(
            image: null,
            new ProgressEvent.StepStarted(_copy),
            new ProgressEvent.StepCompleted(new CompletedStep(_copy, TimeSpan.FromSeconds(1), Cached: false)),
            new ProgressEvent.StepStarted(_run),
            new ProgressEvent.Output("one", IsError: false) { Step = _run },
            new ProgressEvent.StepCompleted(new CompletedStep(_run, TimeSpan.FromSeconds(1), Cached: false)),
            new ProgressEvent.Output("late", IsError: false) { Step = _copy },
            new ProgressEvent.Output("later", IsError: false) { Step = _copy });

        Assert.Equal(
            [
                "I 3/5  COPY helloworld.go .   1.0 s",
                "I 4/5  RUN go build -o helloworld",
                "I      │ one",
                "I 4/5  RUN go build -o helloworld   1.0 s",
                "I 3/5  COPY helloworld.go .",
                "I      │ late",
                "I      │ later",
            ],
            _log.Lines);
    }

    [Fact]
    public void AStepThatWritesAfterSomethingElseIsAnnouncedAgain()
    {
        Report(
            image: null,
            new ProgressEvent.StepStarted(_run),
            new ProgressEvent.Output("one", IsError: false),
            new ProgressEvent.Notice("Know that."),
            new ProgressEvent.Output("two", IsError: false),
            new ProgressEvent.StepCompleted(new CompletedStep(_run, TimeSpan.FromSeconds(1), Cached: false)));

        Assert.Equal(
            [
                "I 4/5  RUN go build -o helloworld",
                "I      │ one",
                "I Know that.",
                "I 4/5  RUN go build -o helloworld",
                "I      │ two",
                "I 4/5  RUN go build -o helloworld   1.0 s",
            ],
            _log.Lines);
    }

    [Fact]
    public void FilesThatWereSentAreCounted()
    {
        Report(
            image: null,
            new ProgressEvent.FilesSent("context", 1, 2000, 3000),
            new ProgressEvent.FilesSent("named-docs", 0, 1, 0));

        Assert.Equal(["I Sent: 1 of 2000 files, 3.00 kB", "I Sent: 0 of 1 file, 0 B"], _log.Lines);
    }

    [Fact]
    public void AWarningIsShownOnce()
    {
        Report(
            image: null,
            new ProgressEvent.Warning("Dockerfile:3: Mend this."),
            new ProgressEvent.Warning("Dockerfile:3: Mend this."),
            new ProgressEvent.Warning("Dockerfile:4: Mend this."));

        Assert.Equal(["W Dockerfile:3: Mend this.", "W Dockerfile:4: Mend this."], _log.Lines);
    }

    [Fact]
    public void ALogHasNothingOfWhatIsAtWork()
    {
        Report(
            image: null,
            new ProgressEvent.Activity("a", "RUN") { LastLine = "x", CurrentBytes = 1 },
            new ProgressEvent.Activity("a", "RUN") { IsOver = true });

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void ATerminalShowsWhatIsAtWork()
    {
        using var terminal = new StringWriter();
        using var live = new LiveDisplay(terminal, () => new(80, 24), new StoppedClock());
        var screen = new TerminalScreen(80, 24);
        using (var reporter = new LogReporter(live, new LogFloor(_ => { }).Enter(), "shop"))
        {
            // The classic builder tells of steps alone, and pulls and pushes of layers alone.
            reporter.Report(new ProgressEvent.StepStarted(_run));
            reporter.Report(new ProgressEvent.Output("one", IsError: false));
            reporter.Report(new ProgressEvent.Layer("f1d2", "Downloading", 1_000, 4_000));
            Assert.Equal(
                [
                    "         shop  4/5  RUN go build -o helloworld   0 s   │ one",
                    "         shop  Downloading f1d2   1.00 kB of 4.00 kB   0 s",
                ],
                Seen());

            reporter.Report(new ProgressEvent.Layer("f1d2", "Pull complete", null, null));
            reporter.Report(new ProgressEvent.StepCompleted(new CompletedStep(_run, TimeSpan.Zero, Cached: false)));
            Assert.Empty(Seen());

            // BuildKit tells more, and then that alone is shown.
            reporter.Report(new ProgressEvent.Activity("a", "build 1/2  FROM alpine"));
            reporter.Report(new ProgressEvent.StepStarted(_copy));
            reporter.Report(new ProgressEvent.Layer("f1d2", "", 1_000, 4_000) { IsOfActivity = true });
            Assert.Equal(["         shop  build 1/2  FROM alpine   0 s"], Seen());
        }

        Assert.Empty(Seen());
        Assert.True(screen.IsCursorVisible);

        IReadOnlyList<string> Seen()
        {
            live.Redraw();
            screen.Play(terminal.ToString());
            terminal.GetStringBuilder().Clear();
            return screen.Seen;
        }
    }

    static void Report(string? image, params ProgressEvent[] events)
    {
        using var logs = new ImageLogs(host: null, CancellationToken.None);
        using var reporter = logs.For(image);
        foreach (var progressEvent in events)
            reporter.Report(progressEvent);
    }
}
