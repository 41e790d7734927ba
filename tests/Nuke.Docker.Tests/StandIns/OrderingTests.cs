using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class OrderingTests
{
    [Fact]
    public async Task TargetsWithoutOrderRunInReverseOrderOfDeclaration()
    {
        var result = await BuildProcess.RunAsync<OrderBuild>();

        Assert.Equal(["First", "Second", "Last"], result.Ran);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task OrderAlonePullsNothingIn()
    {
        var result = await BuildProcess.RunAsync<OrderBuild>("Hidden");

        Assert.Equal(["Hidden"], result.Ran);
    }

    [Fact]
    public async Task WhatIsTriggeredBringsItsOwnDependencies()
    {
        var result = await BuildProcess.RunAsync<TriggerBuild>();

        Assert.Equal(["Deploy", "Verify", "Prepare", "Announce"], result.Ran);
    }

    [Theory]
    [InlineData("Second", "Hidden")]
    [InlineData("second+hidden")]
    [InlineData("--target", "Hidden", "Second")]
    [InlineData("--target", "hidden+sec-ond")]
    public async Task TargetsAreNamedInAnyCasingAndWithDashes(params string[] arguments)
    {
        using var repository = new BuildRepository();
        if (arguments is [var joined])
            arguments = joined.Split('+');

        var result = await BuildProcess.RunAsync<OrderBuild>(repository, arguments);

        Assert.Equal(["Second", "Hidden"], result.Ran);
    }

    [Fact]
    public async Task UnknownTargetIsAnsweredWithTheKnownOnes()
    {
        var result = await BuildProcess.RunAsync<OrderBuild>("Missing", "--no-logo");

        Assert.Equal(
            """
            Target with name 'Missing' does not exist. Available targets are:
              - First
              - Group
              - Hidden
              - Last
              - Second
            """,
            result.Text);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task CyclesCountOrderToo()
    {
        var result = await BuildProcess.RunAsync<CycleBuild>("--no-logo");

        Assert.Equal("Circular dependencies between targets:\n - B, A", result.Text);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task TargetCannotDependOnItself()
    {
        var result = await BuildProcess.RunAsync<SelfBuild>("--no-logo");

        Assert.Equal("Target 'A' cannot have a dependency on itself", result.Text);
    }

    [Fact]
    public async Task StrictRefusesTies()
    {
        var result = await BuildProcess.RunAsync<TriggerBuild>("--no-logo", "--strict");

        Assert.Equal("Incomplete target definition order:\n  - Prepare\n  - Verify", result.Text);
        Assert.Equal(255, result.ExitCode);
    }

    /// <summary>Targets are matched by delegate equality, and a closure over a local is new each time.</summary>
    [Fact]
    public async Task TargetMadeByAClosureIsNotFoundAgain()
    {
        var result = await BuildProcess.RunAsync<ClosureBuild>("--no-logo");

        Assert.Equal("Sequence contains no matching element", result.Text);
        Assert.Equal(255, result.ExitCode);
    }
}
