using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class ComponentTests
{
    [Fact]
    public async Task ExplicitTargetInheritsThatOfItsComponent()
    {
        var result = await BuildProcess.RunAsync<ComponentBuild>();

        Assert.Equal(
            ["[INF] component compiles", "[INF] build adds to it", "[INF] component tests"],
            result.Logged);
    }

    [Fact]
    public async Task OverrideCallsItsBaseClass()
    {
        var result = await BuildProcess.RunAsync<DerivedBuild>();

        Assert.Equal(["[INF] base works", "[INF] derived works"], result.Logged);
    }

    [Fact]
    public async Task MissingComponentEndsTheBuild()
    {
        var result = await BuildProcess.RunAsync<MissingComponentBuild>("--no-logo");

        Assert.Equal(
            $"Object type {typeof(ICompile)} does not match target type {typeof(MissingComponentBuild)}.",
            result.Text);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task ClassTargetMustBePublicToOverride()
    {
        var result = await BuildProcess.RunAsync<HidingBuild>("--no-logo");

        Assert.Equal(
            "Property 'Compile' must be marked public to override inherited member from:\n - ICompile",
            result.Text);
    }

    [Fact]
    public async Task TargetOfTwoComponentsMustBeChosen()
    {
        var result = await BuildProcess.RunAsync<AmbiguousBuild>("--no-logo");

        Assert.Equal(
            """
            Property 'Compile' must be implemented explicitly because it is inherited from multiple interfaces:
             - ICompile
             - IOtherCompile
            """,
            result.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255, "--fails")]
    public async Task ContextIsCleanedUpAlsoAfterAFailure(int exitCode, params string[] arguments)
    {
        var result = await BuildProcess.RunAsync<ContextBuild>(arguments);

        Assert.Equal(["StartServer", "Use", "StopServer"], result.Ran);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task EventsComeAfterThoseOfExtensions()
    {
        var result = await BuildProcess.RunAsync<EventBuild>();

        Assert.Equal(
            [
                "[INF] created",
                "[INF] extension sees 1 target",
                "[INF] initialized",
                "[INF] running Work",
                "[INF] works",
                "[INF] succeeded Work",
            ],
            result.Logged);
        Assert.Equal("finished", result.Lines[^1]);
    }
}
