using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What an engine tells of a build while it builds.</summary>
public abstract class TraceTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    const string Rules = "https://docs.docker.com/go/dockerfile/rule";
    const string Legacy = "\"ENV key=value\" should be used instead of legacy \"ENV key value\" format";

    // BuildKit tells what its parser thinks of a file since 0.11, and what its checks find since 0.14.
    IReadOnlyList<string> ExpectedWarnings => Fixture switch
    {
        MachineEngine => [],
        Engine26 =>
        [
            "Dockerfile:6: Empty continuation line found in: RUN true   && true "
            + "(https://github.com/moby/moby/pull/33719)",
        ],
        _ =>
        [
            "Dockerfile:2: FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 2) "
            + $"({Rules}/from-as-casing/)",
            $"Dockerfile:3: LegacyKeyValueFormat: {Legacy} (line 3) ({Rules}/legacy-key-value-format/)",
            $"Dockerfile:6: NoEmptyContinuation: Empty continuation line (line 6) ({Rules}/no-empty-continuation/)",
        ],
    };

    [Fact]
    public async Task WarningsAreToldOnceWithFileAndLine()
    {
        await SolveAsync(
            "FROM alpine AS first\nFROM first as second\nENV GREETING value\nRUN true \\\n\n  && true\n");

        Assert.Equal(ExpectedWarnings, Events.Warnings.Order(StringComparer.Ordinal));
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
    public async Task StepsThatTwoBuildsShareAreToldToBothAndOnce()
    {
        // Both contexts have the same content, but BuildKit knows that only when it has both.
        var results = await Task.WhenAll(BuildAsync("a"), BuildAsync("b"));

        Assert.All(results, result => Assert.Equal([1, 2, 3, 4], result.Steps.Select(step => step.Step.Number)));

        async Task<BuildKitResult> BuildAsync(string directory)
        {
            Context.Write(
                $"{directory}/Dockerfile", $"FROM alpine\nRUN echo {Name}; sleep 1\nCOPY file .\nRUN cat file\n");
            Context.Write($"{directory}/file", Name);
            var context = BuildContext.FromDirectory(
                Path.Combine(Context.Path, directory), BuildContextSettings.Default);
            using var connection = await ConnectAsync();
            var settings = new BuildKitSettings
            {
                Context = await context.ScanAsync(Stop),
                Outputs = [new BuildOutput.Image([$"{Name}-{directory}"])],
            };
            return await BuildKitBuild.RunAsync(connection, settings, new RecordedEvents(), Stop);
        }
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
        foreach (var activity in Events.All.OfType<ProgressEvent.Activity>()
            .Where(a => a.Title.Contains("RUN", StringComparison.Ordinal)))
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

[Collection(nameof(ContainerdStoreCollection))]
public sealed class TraceTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : TraceTests(fixture);
