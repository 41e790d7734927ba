using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class SignalTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    public async Task AssuredTargetsRunOnInterruptAndThenItDiesOfTheSignal(string signal, int exitCode)
    {
        using var repository = new BuildRepository();
        using var build = BuildProcess.Start<SignalBuild>(repository);
        await build.WaitForAsync("waiting");

        await build.SendAsync(signal);
        var result = await build.WaitAsync();

        Assert.Equal(["Wait", "CleanUp"], result.Ran);
        Assert.StartsWith("Wait               Aborted   ", result.Table[0], StringComparison.Ordinal);
        Assert.StartsWith("CleanUp            Succeeded ", result.Table[1], StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task TerminationRunsNothing()
    {
        using var repository = new BuildRepository();
        using var build = BuildProcess.Start<SignalBuild>(repository);
        await build.WaitForAsync("waiting");

        await build.SendAsync("TERM");
        var result = await build.WaitAsync();

        Assert.Equal(["Wait"], result.Ran);
        Assert.Empty(result.Table);
        Assert.Equal(143, result.ExitCode);
    }
}
