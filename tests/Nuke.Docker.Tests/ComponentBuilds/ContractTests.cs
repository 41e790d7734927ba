using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

public sealed class ContractTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Runtime = "FROM alpine\nCOPY app /app\nUSER nobody\n";

    [Fact]
    public async Task ImageIsBuiltAndVerified()
    {
        using var repository = engine.NewRepository("kept", runtime: Runtime);

        var result = await BuildProcess.RunAsync<ContractBuild>(repository);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[INF] Should have the user 'nobody': yes", result.Logged);
        Assert.Equal("kept: 3 expectations fulfilled", result.Summary("TestImage"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task BrokenContractFailsTheTarget()
    {
        using var repository = engine.NewRepository("broken", runtime: Runtime);

        var result = await BuildProcess.RunAsync<ContractBuild>(repository, "--user", "app");

        Assert.Equal(255, result.ExitCode);
        Assert.Equal(
            "ImageContractException: Image 'broken' should have the user 'app': it is 'nobody'.",
            result.Summary("TestImage"));
        await engine.AssertCleanAsync();
    }
}
