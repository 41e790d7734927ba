using System.Text.RegularExpressions;
using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>What somebody sees who watches a build on a terminal.</summary>
public sealed partial class LiveDisplayTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Parallel = """
        FROM alpine AS first
        RUN for i in 1 2 3; do echo first $i; sleep 1; done; touch /first

        FROM alpine AS second
        RUN for i in 1 2 3; do echo second $i 界; printf '\033[2J\033[5A'; sleep 1; done; touch /second

        FROM alpine
        COPY --from=first /first /
        COPY --from=second /second /

        """;

    [Fact]
    public async Task StepsSideBySideAreShownBelowTheLogAndLeaveNothingBehind()
    {
        using var repository = NewRepository("side", Parallel);
        using var build = BuildProcess.StartOnTerminal<ZeroConfigurationBuild>(
            repository, 100, 40, "--no-logo", "--docker-builder", "buildkit", "--target", "BuildRuntimeImage");

        var (exitCode, output) = await build.WaitAsync();

        Assert.True(exitCode == 0, output);
        var screen = build.NewScreen();
        var moments = Moments(output, screen);
        Assert.Contains(
            moments,
            seen => seen.Any(line => IsAtWork(line, "first 2/2  RUN for", "│ first"))
                && seen.Any(line => IsAtWork(line, "second 2/2  RUN for", "│ second")));
        // The one who waits for its turn in the log is seen to have written already.
        Assert.All(moments, seen => Assert.DoesNotContain(seen.SkipLast(2), line => IsAtWork(line, "2/2  RUN", "")));
        Assert.DoesNotContain(screen.Written, line => line.StartsWith("         ", StringComparison.Ordinal));
        Assert.True(screen.IsCursorVisible);
        Assert.Equal(LogOf(repository), LogOf(screen));
    }

    [Fact]
    public async Task ATerminalThatBecomesNarrowerIsNotTorn()
    {
        using var repository =
            NewRepository("narrow", Parallel.Replace("1 2 3", "1 2 3 4 5", StringComparison.Ordinal));
        using var build = BuildProcess.StartOnTerminal<ZeroConfigurationBuild>(
            repository, 100, 40, "--docker-builder", "buildkit", "--target", "BuildRuntimeImage");
        await build.WaitForAsync("│ first 1");

        await build.ResizeAsync(40, 10);
        var (_, output) = await build.WaitAsync();

        // One that were wider would wrap, and what it wraps into would stay.
        var afterwards = output[FirstNarrowLine().Match(output).Index..];
        var screen = new TerminalScreen(40, 10);
        Assert.Contains(
            Moments(afterwards, screen),
            seen => seen.Count(line => line.Contains("2/2  RUN for i in 1", StringComparison.Ordinal)) == 2);
        Assert.NotEqual(output, afterwards);
        Assert.DoesNotContain(
            screen.Written.Skip(1),
            line => !line.Contains(" [", StringComparison.Ordinal) && line.Contains("…   ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task AnInterruptLeavesTheTerminalCleanAndLosesNothing(string signal, int exitCode)
    {
        using var repository = engine.NewEmptyRepository("interrupted");
        repository.AddPair("shop");
        repository.AddPair("base", "FROM alpine\nRUN echo base begun && sleep 120\n");
        repository.AddPair("mail", "FROM alpine\nRUN echo mail begun && sleep 120\n");
        using var build = BuildProcess.StartOnTerminal<SeveralImagesBuild>(
            repository, 100, 40, "--docker-images", "base", "mail", "--target", "BuildBuilderImage");
        await build.WaitForAsync("s   │ base begun");
        await build.WaitForAsync("s   │ mail begun");

        await build.SendAsync(signal);
        var (ended, output) = await build.WaitAsync();

        Assert.Equal(exitCode, ended);
        var screen = build.NewScreen().Play(output);
        Assert.True(screen.IsCursorVisible);
        Assert.DoesNotContain(screen.Written, line => IsAtWork(line, "sleep 120", ""));
        // One of them was waiting for the other to end.
        Assert.Contains(screen.Written, line => line.EndsWith("base       │ base begun", StringComparison.Ordinal));
        Assert.Contains(screen.Written, line => line.EndsWith("mail       │ mail begun", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("buildkit")]
    [InlineData("classic")]
    public async Task AStepThatFailsIsNotAtWorkAnyMore(string builder)
    {
        using var repository = NewRepository("failing", "FROM alpine\nRUN sleep 1 && exit 3\n");
        using var build = BuildProcess.StartOnTerminal<ZeroConfigurationBuild>(
            repository, 100, 40, "--docker-builder", builder, "--target", "BuildRuntimeImage");

        var (exitCode, output) = await build.WaitAsync();

        Assert.Equal(255, exitCode);
        var screen = build.NewScreen();
        Assert.Contains(Moments(output, screen), seen => seen.Any(line => IsAtWork(line, "RUN sleep 1 && exit 3", "")));
        Assert.DoesNotContain(screen.Written, line => line.StartsWith("         ", StringComparison.Ordinal));
        Assert.True(screen.IsCursorVisible);
    }

    [Fact]
    public async Task ADumbTerminalHasNoRegion()
    {
        using var repository = NewRepository("dumb", "FROM alpine\nRUN sleep 1\n");
        repository.Environment["TERM"] = "dumb";
        using var build = BuildProcess.StartOnTerminal<ZeroConfigurationBuild>(
            repository, 100, 40, "--docker-builder", "buildkit", "--target", "BuildRuntimeImage");

        var (_, output) = await build.WaitAsync();

        Assert.DoesNotContain('\u001b', output);
    }

    BuildRepository NewRepository(string name, string dockerfile)
    {
        var repository = engine.NewEmptyRepository(name);
        repository.Write("Dockerfile", dockerfile);
        return repository;
    }

    /// <summary>The screen after each change of the region; played to the end.</summary>
    static List<IReadOnlyList<string>> Moments(string output, TerminalScreen screen)
    {
        const string EndOfRegion = "\u001b[J\r";
        var moments = new List<IReadOnlyList<string>>();
        foreach (var piece in output.Split(EndOfRegion))
        {
            if (moments.Count > 0)
                screen.Play(EndOfRegion);
            screen.Play(piece);
            moments.Add(screen.Seen);
        }

        return moments;
    }

    static bool IsAtWork(string line, string title, string output) =>
        line.StartsWith("   ", StringComparison.Ordinal) && line.Contains(title, StringComparison.Ordinal)
        && line.Contains(output, StringComparison.Ordinal);

    static IEnumerable<string> LogOf(BuildRepository repository) =>
        repository.Read(".nuke/temp/build.log").Split('\n')
            .Where(line => line.Contains(" | I | ", StringComparison.Ordinal))
            .Select(line => MovesOfTheCursor().Replace(line.Split(" | ", 4)[3], "").TrimEnd());

    static IEnumerable<string> LogOf(TerminalScreen screen) =>
        screen.Written.Where(line => line.Contains("[INF] ", StringComparison.Ordinal))
            .Select(line => line.Split("[INF] ", 2)[1]);

    [GeneratedRegex(@"\x1b\[0m(first|second) 2/2  RUN for")]
    private static partial Regex FirstNarrowLine();

    /// <summary>They are in the file, as the step has written them.</summary>
    [GeneratedRegex(@"\x1b\[\d+[JA]")]
    private static partial Regex MovesOfTheCursor();
}
