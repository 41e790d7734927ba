using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Components that a build changes, extends, or takes single ones of.</summary>
public sealed class CompositionTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task HooksReachTheEngineAndAreAppliedLast()
    {
        using var repository = engine.NewRepository(
            "hooked",
            "FROM alpine\nARG GREETING\nWORKDIR /app\nRUN echo $GREETING > app\n",
            "FROM alpine\nCOPY app users /\n");

        // The tag of the command line comes before the build's own say.
        var result = await BuildProcess.RunAsync<HookedBuild>(repository, "--docker-tag", "1.0");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["hooked-builder:latest", "hooked:last"], await engine.TagsAsync("hooked"));
        Assert.Equal("builder", (await engine.ImageAsync("hooked-builder:latest")).Labels["part"]);
        Assert.Equal("runtime", (await engine.ImageAsync("hooked:last")).Labels["part"]);
        Assert.Equal((0, "from the hook\r\n"), await engine.Client.RunAsync("hooked:last", "cat", "/app"));
        Assert.Equal(0, (await engine.Client.RunAsync("hooked:last", "test", "-s", "/users")).ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task SingleComponentsStandAlone()
    {
        using var repository = engine.NewRepository("alone");

        var result = await BuildProcess.RunAsync<ArtifactsOnlyBuild>(repository);

        Assert.Equal(["BuildBuilderImage", "CreateBuilderContainer", "CopyArtifacts", "CleanUpBuilder"], result.Ran);
        Assert.Equal("HELLO\n", repository.Read("output/app"));
        Assert.Equal(["alone-builder:latest"], await engine.TagsAsync("alone"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ContainerGoesWithTheProcessIfNoComponentRemovesIt()
    {
        using var repository = engine.NewRepository("uncleaned");

        var result = await BuildProcess.RunAsync<NoCleanUpBuild>(repository);

        Assert.Equal(["BuildBuilderImage", "CreateBuilderContainer"], result.Ran);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ContainerIsKeptWithoutTheComponentThatSaysSoAlsoByTheNextBuild()
    {
        using var repository = engine.NewRepository("uncleaned");
        using var next = engine.NewRepository("next");

        await BuildProcess.RunAsync<NoCleanUpBuild>(repository, "--docker-keep-builder");
        await BuildProcess.RunAsync<NoCleanUpBuild>(next);

        var container = Assert.Single(await engine.Contents.ContainersAsync(CancellationToken.None));
        await engine.Client.SendJsonAsync(
            HttpMethod.Delete, $"containers/{container.Id}", body: null, CancellationToken.None);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task TargetsAreExtendedReplacedAndFollowed()
    {
        using var repository = engine.NewRepository("extended");

        var result = await BuildProcess.RunAsync<ExtendedBuild>(repository);

        Assert.Equal(
            ["BuildBuilderImage", "CreateBuilderContainer", "CopyArtifacts", "Between", "BuildRuntimeImage"],
            result.Ran.Except(["CleanUpBuilder", "Publish"]));
        Assert.Equal(
            ["[INF] added to the target", "[INF] between"],
            result.Logged.Where(line => line is "[INF] added to the target" or "[INF] between"));
        Assert.Contains("[INF] in place of the target", result.Logged);
        Assert.Contains("[INF] published", result.Logged);
        Assert.Equal(0, result.ExitCode);
        // The replaced clean-up leaves the container to the end of the process.
        await engine.AssertCleanAsync();
    }
}
