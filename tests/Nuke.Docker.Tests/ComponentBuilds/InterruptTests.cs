using System.Diagnostics;
using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Ctrl+C, and what a pipeline sends that gives up.</summary>
public sealed class InterruptTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Sleeping = """
        FROM alpine
        RUN echo one > one
        RUN echo sleeping && sleep 120

        """;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task NothingStaysOfABuilderImageThatIsBeingBuilt(string signal, int exitCode)
    {
        using var repository = engine.NewRepository("interrupted", Sleeping);
        using var build = BuildProcess.Start<ZeroConfigurationBuild>(repository, "--docker-no-cache");
        await build.WaitForAsync("│ sleeping");

        await AssertEndsAsync(build, signal, exitCode, "BuildBuilderImage");
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task NothingStaysOfACommandThatRuns(string signal, int exitCode)
    {
        using var repository = engine.NewRepository("commanded");
        using var build = BuildProcess.Start<CommandBuild>(repository, "--command", "echo running; sleep 120");
        await build.WaitForAsync("│ running");

        await AssertEndsAsync(build, signal, exitCode, "BuildBuilderImage", "CreateBuilderContainer");
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task NothingStaysBetweenTheTargets(string signal, int exitCode)
    {
        using var repository = engine.NewRepository("waiting");
        using var build = BuildProcess.Start<WaitingBuild>(repository);
        await build.WaitForAsync("[INF] waiting");

        await AssertEndsAsync(build, signal, exitCode, "BuildBuilderImage", "CreateBuilderContainer", "Wait");
    }

    async Task AssertEndsAsync(BuildProcess build, string signal, int exitCode, params string[] ran)
    {
        var sent = Stopwatch.GetTimestamp();
        await build.SendAsync(signal);
        var result = await build.WaitAsync();
        var elapsed = Stopwatch.GetElapsedTime(sent);

        // NUKE handles SIGINT and nothing else: then the clean-up's target runs, and the summary is written, once.
        Assert.Equal(signal == "INT" ? [.. ran, "CleanUpBuilder"] : ran, result.Ran);
        Assert.Equal(
            signal == "INT" ? 1 : 0,
            result.Lines.Count(line => line.StartsWith("Build failed", StringComparison.Ordinal)));
        Assert.DoesNotContain("[ERR]", result.Text, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.True(elapsed < Limit, $"It took {elapsed}.");
        await engine.AssertCleanAsync();
    }
}
