using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What an engine tells of a build while it builds.</summary>
public abstract class TraceTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task WarningsAreToldOnceWithFileAndLine()
    {
        await SolveAsync("FROM alpine AS first\nFROM first as second\nENV GREETING value\nRUN true\n");

        // BuildKit has checked Dockerfiles since 0.14, and told what its parser thinks of one since 0.11.
        var warnings = Events.All.OfType<ProgressEvent.Warning>().Select(warning => warning.Text).ToList();
        Assert.Equal(warnings.Distinct(), warnings);
        if (Fixture is not (MachineEngine or Engine26))
        {
            Assert.Contains(warnings, text => text.StartsWith("Dockerfile:2: FromAsCasing: ", StringComparison.Ordinal));
            var legacy = Assert.Single(warnings, text => text.StartsWith("Dockerfile:3: ", StringComparison.Ordinal));
            Assert.StartsWith("Dockerfile:3: LegacyKeyValueFormat: ", legacy, StringComparison.Ordinal);
            Assert.EndsWith(
                " (https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/)", legacy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatIsSentIsTold()
    {
        for (var i = 0; i < 20; i++)
            Context.Write($"src/{i}", "content");
        await SolveAsync("FROM alpine\nCOPY src /src\n");

        Context.Write("src/7", "changed");
        await SolveAsync(settings => settings with { Outputs = [new BuildOutput.Image([$"{Name}-second"])] });

        Assert.Equal(
            [new("context", 20, 20, 140), new("context", 1, 20, 7)], Events.All.OfType<ProgressEvent.FilesSent>());
    }

    [Fact]
    public async Task StagesSideBySideAreAtWorkAtOnceAndToldOneAfterAnother()
    {
        const string Wait = "for i in 1 2 3; do echo $0 $i; sleep 0.4; done; touch /done";
        await SolveAsync(
            $"""
            FROM alpine AS first
            RUN ["sh", "-c", "{Wait}", "first-{Name}"]
            FROM alpine AS second
            RUN ["sh", "-c", "{Wait}", "second-{Name}"]
            FROM alpine
            COPY --from=first /done /first
            COPY --from=second /done /second
            """);

        var (atWork, most) = (new HashSet<string>(), 0);
        foreach (var activity in Events.All.OfType<ProgressEvent.Activity>().Where(a => a.Title.Contains("RUN", StringComparison.Ordinal)))
        {
            _ = activity.IsOver ? atWork.Remove(activity.Id) : atWork.Add(activity.Id);
            most = Math.Max(most, atWork.Count);
        }

        Assert.Equal(2, most);
        Assert.Empty(atWork);
        Assert.Contains(
            Events.All.OfType<ProgressEvent.Activity>(),
            activity => activity is { IsOver: false, LastLine: var line } && line == $"second-{Name} 2");
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class TraceTestsOnTheMachinesVersion(MachineEngine fixture) : TraceTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class TraceTestsOnEngine26(Engine26 fixture) : TraceTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class TraceTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : TraceTests(fixture);
