using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class RequirementTests
{
    [Fact]
    public async Task MissingMemberFailsTheBuildBeforeAnyTarget()
    {
        var result = await BuildProcess.RunAsync<RequirementBuild>("--no-logo");

        Assert.Equal("Target 'Component' requires member 'RegistryToken' to be not null or empty", result.Lines[0]);
        Assert.Equal(
            ["First              NotRun", "Cleanup            NotRun", "Component          NotRun"], result.Table);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task GivenMemberIsEnough()
    {
        var result = await BuildProcess.RunAsync<RequirementBuild>("--registry-token", "t");

        Assert.Equal(["First", "Cleanup", "Component"], result.Ran);
    }

    [Fact]
    public async Task ConditionIsQuotedAsTheExpressionItBecame()
    {
        var result = await BuildProcess.RunAsync<RequirementBuild>("Condition", "--count", "2", "--no-logo");

        Assert.StartsWith("Target 'Condition' requires '(value(", result.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(".Count > Convert(3, Nullable`1))'", result.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WritableClassMemberIsAskedForOnATerminal()
    {
        var result = await BuildProcess.RunAsync<RequirementBuild>("Prompting", "--no-logo");

        Assert.Equal("Key of the feed:", result.Lines[0]);
        Assert.Equal(255, result.ExitCode);
        Assert.Empty(result.Ran);
    }

    [Fact]
    public async Task WritableClassMemberIsNotAskedForOnABuildServer()
    {
        var result = await BuildProcess.RunAsync<RequirementBuild>("Prompting", "--host", "GitHubActions", "--no-logo");

        Assert.Contains(
            "Target 'Prompting' requires member 'Key' to be not null or empty",
            result.Lines[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequiredMemberIsNeededByEveryRun()
    {
        var result = await BuildProcess.RunAsync<RequiredMemberBuild>("--no-logo");

        Assert.Equal("Member 'Feed' is required to be not null or empty", result.Lines[0]);
        Assert.Equal(255, result.ExitCode);
    }
}
