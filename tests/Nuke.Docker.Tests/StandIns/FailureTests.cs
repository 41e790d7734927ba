using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class FailureTests
{
    [Fact]
    public async Task AssuredTargetsRunAfterAFailureAndOneAfterTheOther()
    {
        var result = await BuildProcess.RunAsync<FailureBuild>();

        Assert.Equal(
            [
                "Prepare            Succeeded     < 1sec",
                "Work               Failed        < 1sec   // InvalidOperationException: first line",
                "Publish            NotRun",
                "BrokenCleanUp      Failed        < 1sec   // NotSupportedException: clean-up failed",
                "CleanUp            Succeeded     < 1sec",
            ],
            result.Table);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task FailureIsLoggedWithItsTraceAndRepeatedAtTheEnd()
    {
        var result = await BuildProcess.RunAsync<FailureBuild>();

        Assert.Contains(
            "[ERR] Target Work has thrown an exception\nSystem.InvalidOperationException: first line\nsecond line\n"
            + "   at ",
            result.Text,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            ║ Errors & Warnings
            ╬═════════════

            [ERR] Work: Target Work has thrown an exception
            [ERR] BrokenCleanUp: Target BrokenCleanUp has thrown an exception

            """,
            result.Text,
            StringComparison.Ordinal);
        Assert.Equal("Build failed on now. (╯°□°）╯︵ ┻━┻", result.Lines[^1]);
    }

    [Fact]
    public async Task ProceedingGoesOnToDependentsAndStillFails()
    {
        var result = await BuildProcess.RunAsync<ProceedBuild>();

        Assert.Equal(
            [
                "Broken             Failed        < 1sec   // Done: half",
                "After              Succeeded     < 1sec",
            ],
            result.Table);
        Assert.Equal(255, result.ExitCode);
    }

    [Theory]
    [InlineData("Build succeeded on now. ＼（＾ᴗ＾）／")]
    [InlineData("Build failed on now. (╯°□°）╯︵ ┻━┻", "--fails")]
    public async Task ExitCodeOfTheBuildWinsInBothCases(string outcome, params string[] arguments)
    {
        var result = await BuildProcess.RunAsync<ExitCodeBuild>(arguments);

        Assert.Equal(outcome, result.Lines[^1]);
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task ConstructorThatThrowsIsNobodysToCatch()
    {
        var result = await BuildProcess.RunAsync<ThrowingConstructorBuild>();

        Assert.Equal(134, result.ExitCode);
    }

    [Fact]
    public async Task OnlyAsynchronousStatementsAreAwaited()
    {
        var result = await BuildProcess.RunAsync<AwaitBuild>();

        Assert.Equal(
            [
                "Lost               Succeeded     < 1sec",
                "Awaited            Failed        < 1sec   // InvalidOperationException: awaited",
            ],
            result.Table);
    }
}
