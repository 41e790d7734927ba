using System.Text.RegularExpressions;
using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>What a build shows, and what it leaves, if all goes well.</summary>
public sealed partial class ConsoleTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task ZeroConfigurationBuildsThePairInTheRoot()
    {
        // Nothing of it is in the cache from another test.
        using var repository =
            engine.NewRepository("hello", DockerRepository.Builder.Replace("/app", "/hello", StringComparison.Ordinal));
        repository.Write("hello.txt", "hello there\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--no-logo");

        Assert.Equal(
            """

            ╬══════════════════════
            ║ BuildBuilderImage
            ╬═════════════

            [INF] Images are built with BuildKit: the engine … has it.
            [INF] Context: 5 files, … kB
            [INF] 1/4  FROM alpine   … s
            [INF] 2/4  WORKDIR /hello   … s
            [INF] 3/4  COPY hello.txt .   … s
            [INF] 4/4  RUN tr a-z A-Z < hello.txt > app && echo compiled
            [INF]      │ compiled
            [INF] 4/4  RUN tr a-z A-Z < hello.txt > app && echo compiled   … s
            [INF] Image: hello-builder, … MB

            ╬═══════════════════════════
            ║ CreateBuilderContainer
            ╬══════════════════

            [INF] No container is needed: BuildKit copies the artifacts out of hello-builder

            ╬══════════════════
            ║ CopyArtifacts
            ╬═════════

            [INF] Artifact: app, 12 B, sha256:4aa887c026e2ab1e618cc2a9a382326563aedfed289f58a11f3a7092d6fc1309

            ╬══════════════════════
            ║ BuildRuntimeImage
            ╬═════════════

            [INF] Context: 5 files, … kB
            [INF] 1/2  FROM alpine   … s
            [INF] 2/2  COPY app /app   … s
            [INF] Image: hello, … MB
            [INF] Runs: CMD ["cat", "/app"]

            ╬═══════════════════
            ║ CleanUpBuilder
            ╬══════════

            [INF] No builder container was left

            ╬════════════════
            ║ DockerImage
            ╬═══════

            [INF] hello: … MB → … MB (1×)

            ══════════════════════════════════════════════
            Target                    Status      Duration
            ──────────────────────────────────────────────
            BuildBuilderImage         Succeeded     < 1sec   // hello: hello-builder, … MB
            CreateBuilderContainer    Succeeded     < 1sec   // hello: none needed
            CopyArtifacts             Succeeded     < 1sec   // hello: app, 12 B, sha256:4aa887c026e2
            BuildRuntimeImage         Succeeded     < 1sec   // hello: hello, … MB
            CleanUpBuilder            Succeeded     < 1sec
            DockerImage               Succeeded     < 1sec   // hello: … MB → … MB (1×)
            ──────────────────────────────────────────────
            Total                                   < 1sec
            ══════════════════════════════════════════════

            Build succeeded on now. ＼（＾ᴗ＾）／
            """,
            Normalize(result.Rendered()));
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
        Assert.Equal(["hello-builder:latest", "hello:latest"], await engine.TagsAsync("hello"));
    }

    [Fact]
    public async Task SecondRunComesFromTheCache()
    {
        using var repository = engine.NewRepository("again");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);
        var first = await engine.ImageAsync("again:latest");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        Assert.Equal(
            [
                "2/4  WORKDIR /app   cached",
                "3/4  COPY hello.txt .   cached",
                "4/4  RUN tr a-z A-Z < hello.txt > app && echo compiled   cached",
                "2/2  COPY app /app   cached",
            ],
            result.Logged.Where(line => line.EndsWith("cached", StringComparison.Ordinal))
                .Select(line => line["[INF] ".Length..]));
        Assert.DoesNotContain(result.Logged, line => line.Contains('│', StringComparison.Ordinal));
        Assert.Equal(first.Id, (await engine.ImageAsync("again:latest")).Id);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task PipelineGetsGroupsAndPlainLines()
    {
        using var repository = engine.NewRepository("piped");
        repository.Environment["GITHUB_ACTIONS"] = "true";
        repository.Environment["TERM"] = "xterm";

        var result =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(
                repository, "--no-logo", "--target", "BuildBuilderImage");

        Assert.Equal("::group::BuildBuilderImage", result.Lines[0]);
        Assert.Contains(result.RawLines, line => line.Contains(" 4/4  RUN tr a-z A-Z", StringComparison.Ordinal));
        Assert.DoesNotContain(result.RawLines, line => line.Contains("\u001b[K", StringComparison.Ordinal));
        Assert.Contains("::endgroup::BuildBuilderImage", result.Lines);
    }

    [Fact]
    public async Task LargeContextNamesItsLargestDirectories()
    {
        using var repository = engine.NewRepository("large");
        for (var i = 0; i < 10_001; i++)
            repository.Write($"modules/{i % 10}/{i}", "");
        repository.Write("data/one", new string('x', 2000));

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "BuildBuilderImage");

        Assert.Contains(
            "[WRN] The context is large. Name in .dockerignore what the image does not need; most is in "
                + "'.nuke' (2 files, … kB), 'data' (1 file, 2.00 kB), 'modules' (10001 files, 0 B), 'modules/0' (1001 "
                + "files, 0 B), 'modules/1' (1000 files, 0 B).",
            result.Logged.Select(line => NukeSize().Replace(line, "(2 files, … kB)")));
        Assert.EndsWith(", 1 warning", result.Summary("BuildBuilderImage"), StringComparison.Ordinal);
    }

    /// <summary>Without what depends on the engine, and on what other tests have built there.</summary>
    static string Normalize(string rendered) => Transfer().Replace(
            Engine().Replace(KiloBytes().Replace(rendered, "… kB"), "the engine … has it."), "")
        .Replace("FROM alpine   cached", "FROM alpine   … s", StringComparison.Ordinal);

    [GeneratedRegex(@"the engine .* has it\.")]
    private static partial Regex Engine();

    // Told when it is over, whichever step is at work then.
    [GeneratedRegex(@"\[INF\] Sent: 1 of 1 file, 12 B\n")]
    private static partial Regex Transfer();

    [GeneratedRegex(@"\d+(\.\d+)? kB")]
    private static partial Regex KiloBytes();

    [GeneratedRegex(@"(?<='.nuke' )\(2 files, .*? kB\)")]
    private static partial Regex NukeSize();
}
