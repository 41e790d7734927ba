using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class SkippingTests
{
    [Fact]
    public async Task SkippingTakesAlongWhatNobodyElseNeeds()
    {
        var result = await BuildProcess.RunAsync<SkipBuild>("Test", "--skip", "compile");

        Assert.Equal(
            [
                "Tools              Succeeded     < 1sec",
                "Restore            Skipped                // Skipped: because of Compile",
                "Compile            Skipped                // Skipped: via parameter",
                "Announce           Skipped                // Skipped: because of Compile",
                "Test               Succeeded     < 1sec",
            ],
            result.Table);
    }

    [Fact]
    public async Task SkipWithoutNamesSkipsAllThatWasNotInvoked()
    {
        var result = await BuildProcess.RunAsync<SkipBuild>("Test", "--skip");

        Assert.Equal(["Test"], result.Ran);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task DefaultTargetsDoNotCountAsInvoked()
    {
        var result = await BuildProcess.RunAsync<SkipBuild>("--skip");

        Assert.Empty(result.Ran);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task InvokedTargetStaysAndItsDependenciesGo()
    {
        var result = await BuildProcess.RunAsync<SkipBuild>("Compile", "--skip", "Compile");

        Assert.Equal(["Compile"], result.Ran);
    }

    [Fact]
    public async Task ViolatedConditionsAreShownAsTheyAreWritten()
    {
        var result = await BuildProcess.RunAsync<ConditionBuild>();

        Assert.Equal(
            [
                "Early              Succeeded     < 1sec",
                "Dynamically        Skipped                // OnlyWhen: Flag",
                "Kept               Succeeded     < 1sec",
                "Executing          Skipped                // OnlyWhen: Flag",
                "Needed             Skipped                // Skipped: because of Statically",
                "Statically         Skipped                // OnlyWhen: Flag && Flag || !IsLocalBuild",
            ],
            result.Table);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task FulfilledConditionsSkipNothing()
    {
        var result = await BuildProcess.RunAsync<ConditionBuild>("--flag");

        Assert.Equal(["Early", "Dynamically", "Kept", "Executing", "Needed", "Statically"], result.Ran);
    }

    [Fact]
    public async Task ConditionThatThrowsEndsTheBuild()
    {
        var result = await BuildProcess.RunAsync<ThrowingConditionBuild>();

        Assert.Contains("[ERR] Invocation of condition for Broken has thrown an exception", result.Logged);
        Assert.Equal(["Broken             NotRun"], result.Table);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task ContinueSkipsWhatSucceededBefore()
    {
        using var repository = new BuildRepository();
        var first = await BuildProcess.RunAsync<ContinueBuild>(repository);
        repository.Write("ready", string.Empty);
        var second = await BuildProcess.RunAsync<ContinueBuild>(repository, "--continue");

        Assert.Equal(["First", "Last"], first.Ran);
        Assert.Equal(["Last"], second.Ran);
        Assert.Equal(0, second.ExitCode);
    }

    [Fact]
    public async Task ContinueStartsAgainWhenOtherTargetsAreNamed()
    {
        using var repository = new BuildRepository();
        await BuildProcess.RunAsync<ContinueBuild>(repository);
        repository.Write("ready", string.Empty);
        var second = await BuildProcess.RunAsync<ContinueBuild>(repository, "Last", "--continue");

        Assert.Equal(["First", "Last"], second.Ran);
        Assert.Contains("[WRN] Build invocation changed. Restarting ...", second.Logged);
    }
}
