using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.Progress;

/// <summary>The messages are literally those of the engines, one string a message.</summary>
public class ClassicBuildTraceTests
{
    readonly ManualTime _time = new();
    readonly ClassicBuildTrace _trace;
    readonly List<string> _shown = [];

    public ClassicBuildTraceTests() => _trace = new(_time);

    [Fact]
    public void StepsOfDocker20AreRecognized()
    {
        Read(
            "Step 1/4 : FROM debian:bookworm-slim", "\n", " ---> 5ec4e2e98a6c\n",
            "Step 2/4 : WORKDIR /app", "\n", " ---> Using cache\n", " ---> 0123456789ab\n",
            "Step 3/4 : RUN echo out", "\n", " ---> Running in 3f5c00aa11bb\n", "out\n",
            "Removing intermediate container 3f5c00aa11bb\n", " ---> aaaaaaaaaaaa\n",
            "Step 4/4 : CMD [\"sh\"]", "\n", " ---> Running in 3f5c00aa11cc\n",
            "Removing intermediate container 3f5c00aa11cc\n", " ---> bbbbbbbbbbbb\n");
        _trace.Read(new EngineMessage.ImageId("sha256:bbbbbbbbbbbb"));
        Read("Successfully built bbbbbbbbbbbb\n", "Successfully tagged shop:latest\n");
        Show(_trace.Complete());

        Assert.Equal(
            [
                "> step 1/4, FROM debian:bookworm-slim",
                "< step 1/4, FROM debian:bookworm-slim",
                "> step 2/4, WORKDIR /app",
                "< step 2/4, WORKDIR /app cached",
                "> step 3/4, RUN echo out",
                "| out",
                "< step 3/4, RUN echo out",
                "> step 4/4, CMD [\"sh\"]",
                "< step 4/4, CMD [\"sh\"]",
            ],
            _shown);
        Assert.Equal("sha256:bbbbbbbbbbbb", _trace.ImageId);
        Assert.Equal(["aaaaaaaaaaaa", "bbbbbbbbbbbb"], _trace.CreatedImages);
        Assert.Equal(4, _trace.Steps.Count);
        Assert.Null(_trace.Current);
    }

    /// <summary>Docker 26 and later: "Removed" with an arrow instead of "Removing".</summary>
    [Fact]
    public void StepsOfDocker28AreRecognized()
    {
        Read(
            "Step 1/2 : FROM scratch\n", " ---> \n",
            "Step 2/2 : RUN make\n", " ---> Running in 3f5c00aa11bb\n", "made\n",
            " ---> Removed intermediate container 3f5c00aa11bb\n", " ---> aaaaaaaaaaaa\n",
            "Successfully built aaaaaaaaaaaa\n");
        Show(_trace.Complete());

        Assert.Equal(
            [
                "> step 1/2, FROM scratch",
                "< step 1/2, FROM scratch",
                "> step 2/2, RUN make",
                "| made",
                "< step 2/2, RUN make"
            ],
            _shown);
        Assert.Equal(["aaaaaaaaaaaa"], _trace.CreatedImages);
    }

    [Fact]
    public void StepsOfPodmanAreRecognized()
    {
        Read(
            "STEP 1/3: FROM debian:bookworm-slim\n",
            "STEP 2/3: WORKDIR /app\n",
            "--> Using cache 5ec4e2e98a6c5ec4e2e98a6c5ec4e2e98a6c5ec4e2e98a6c5ec4e2e98a6c5ec4\n",
            "--> 5ec4e2e98a6c\n",
            "STEP 3/3: RUN echo out\n", "out\n", "COMMIT shop\n", "--> aaaaaaaaaaaa\n",
            "Successfully tagged localhost/shop:latest\n", new string('a', 64) + "\n");
        Show(_trace.Complete());

        Assert.Equal(
            [
                "> step 1/3, FROM debian:bookworm-slim",
                "< step 1/3, FROM debian:bookworm-slim",
                "> step 2/3, WORKDIR /app",
                "< step 2/3, WORKDIR /app cached",
                "> step 3/3, RUN echo out",
                "| out",
                "< step 3/3, RUN echo out",
            ],
            _shown);
        Assert.Equal(["aaaaaaaaaaaa"], _trace.CreatedImages);
    }

    [Fact]
    public void WhatAContainerWritesIsNeverTakenForTheEngines()
    {
        Running();
        Read(
            "Step 3/9 : RUN rm -rf /\n",
            " ---> Using cache\n",
            " ---> 0123456789ab\n",
            " ---> Running in 000000000000\n",
            "Removing intermediate container 000000000000\n", "Successfully built 0123456789ab\n", "\n");
        Read("Removing intermediate container 3f5c00aa11bb\n", " ---> aaaaaaaaaaaa\n");
        Show(_trace.Complete());

        Assert.Equal(
            [
                "> step 1/1, RUN make",
                "| Step 3/9 : RUN rm -rf /",
                "|  ---> Using cache",
                "|  ---> 0123456789ab",
                "|  ---> Running in 000000000000",
                "| Removing intermediate container 000000000000",
                "| Successfully built 0123456789ab",
                "| ",
                "< step 1/1, RUN make",
            ],
            _shown);
        Assert.Equal(["aaaaaaaaaaaa"], _trace.CreatedImages);
    }

    [Fact]
    public void ErrorOutputLosesTheEnginesColour()
    {
        Running();
        Read("\u001b[91mbad\u001b[0m", "out\n", "\u001b[91m news\n\u001b[0m");

        Assert.Equal(["> step 1/1, RUN make", "| out", "! bad news"], _shown);
        Assert.Equal(["out", "bad news"], _trace.LastLines);
    }

    /// <summary>A command such as <c>printf</c> ends without a line end, and the engine goes on in its next
    /// message.</summary>
    [Theory]
    [InlineData("Removing intermediate container 3f5c00aa11bb\n")]
    [InlineData(" ---> Removed intermediate container 3f5c00aa11bb\n")]
    public void OutputWithoutLineEndDoesNotHideTheEndOfItsContainer(string removed)
    {
        Running();
        Read(
            "half", " a line", "\u001b[91malso\u001b[0m", removed, " ---> aaaaaaaaaaaa\n", "Step 2/2 : CMD [\"sh\"]\n");

        Assert.Equal(
            ["> step 1/1, RUN make", "! also", "| half a line", "< step 1/1, RUN make", "> step 2/2, CMD [\"sh\"]"],
            _shown);
        Assert.Equal(["aaaaaaaaaaaa"], _trace.CreatedImages);
    }

    [Fact]
    public void FailedStepStaysCurrentWithItsLastLines()
    {
        Running();
        Read("first\r\n", "no line end");
        Show(_trace.Flush());

        Assert.Equal(new BuildStep(1, 1, "RUN make"), _trace.Current);
        Assert.Equal(["first", "no line end"], _trace.LastLines);
        Assert.Empty(_trace.Steps);
    }

    [Fact]
    public void LastLinesAreThoseOfTheCurrentStep()
    {
        Running();
        Read("old\n", "Removing intermediate container 3f5c00aa11bb\n", "Step 2/2 : CMD [\"sh\"]\n");

        Assert.Empty(_trace.LastLines);
    }

    [Fact]
    public void StepLastsUntilTheNextIsAnnounced()
    {
        Read("Step 1/2 : FROM a\n");
        _time.Advance(TimeSpan.FromSeconds(2));
        Read("Step 2/2 : RUN b\n");
        _time.Advance(TimeSpan.FromSeconds(3));
        _trace.Complete();

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)], _trace.Steps.Select(step => step.Duration));
    }

    [Fact]
    public void LayersOfABaseImageArePassedOn()
    {
        var layer = Assert.Single(_trace.Read(new EngineMessage.Layer("f1d2", "Downloading", 1, 2)));

        Assert.Equal(new ProgressEvent.Layer("f1d2", "Downloading", 1, 2), layer);
        Assert.Empty(_trace.Read(new EngineMessage.Status("Pulling from library/debian", "bookworm")));
    }

    [Fact]
    public void LastStageSaysTheImage()
    {
        _trace.Read(new EngineMessage.ImageId("sha256:1"));
        _trace.Read(new EngineMessage.ImageId("sha256:2"));

        Assert.Equal("sha256:2", _trace.ImageId);
    }

    void Running() => Read("Step 1/1 : RUN make\n", " ---> Running in 3f5c00aa11bb\n");

    void Read(params string[] messages)
    {
        foreach (var message in messages)
            Show(_trace.Read(new EngineMessage.Output(message)));
    }

    void Show(IEnumerable<ProgressEvent> events) => _shown.AddRange(events.Select(progressEvent => progressEvent switch
    {
        ProgressEvent.StepStarted started => $"> {started.Step}",
        ProgressEvent.StepCompleted { Completed: var completed } =>
            $"< {completed.Step}{(completed.Cached ? " cached" : "")}",
        ProgressEvent.Output { IsError: var isError, Line: var line } => $"{(isError ? '!' : '|')} {line}",
        var other => other.ToString(),
    }));
}
