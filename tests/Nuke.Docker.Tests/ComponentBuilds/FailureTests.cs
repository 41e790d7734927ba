using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>The line in NUKE's summary says what happened, and the engine holds nothing of ours afterwards.</summary>
public sealed class FailureTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task FailingCommandOfADockerfile()
    {
        using var repository = engine.NewRepository(
            "broken", "FROM alpine\nRUN echo one > one\nRUN echo compiling && echo no such type >&2 && exit 7\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            "ImageBuildException: Image 'broken-builder' stopped at step 3/3, RUN echo compiling && echo no such type "
            + ">&2 && exit 7: exit code 7.");
        // The engine keeps no order between the two streams.
        Assert.Contains("  compiling\n", result.Text, StringComparison.Ordinal);
        Assert.Contains("  no such type\n", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DockerfileThatNoBuilderAccepts()
    {
        using var repository = engine.NewRepository("malformed", "FROM alpine\nRUNN make\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            $"DockerfileException: {repository.Path}/Dockerfile-builder:2: unknown instruction 'RUNN'. Did you mean "
            + "'RUN'?");
    }

    [Fact]
    public async Task NoDockerfilesAtAll()
    {
        using var repository = engine.NewEmptyRepository("empty");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            $"FileNotFoundException: '{repository.Path}' has neither a pair of Dockerfiles such as "
            + "'Dockerfile-builder' and 'Dockerfile-runtime' nor a 'Dockerfile'. It has no Dockerfile at all. Add "
            + "what is missing, or declare the image with BuilderPattern.From or MultiStage.From.");
    }

    [Fact]
    public async Task ArtifactThatTheBuilderDoesNotHave()
    {
        using var repository = engine.NewRepository("missing");

        var result = await BuildProcess.RunAsync<MissingArtifactBuild>(repository);

        await AssertFailedAsync(
            result,
            "CopyArtifacts",
            "ArtifactMissingException: The artifact '/app/application' does not exist in container <container>: "
            + "'/app' holds app, hello.txt.");
    }

    [Fact]
    public async Task RuntimeImageThatCannotBeBuilt()
    {
        using var repository = engine.NewRepository("half", runtime: "FROM alpine\nCOPY app /app\nRUN exit 4\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildRuntimeImage",
            "ImageBuildException: Image 'half' stopped at step 3/3, RUN exit 4: exit code 4.");
    }

    [Fact]
    public async Task ReferenceInTheWrongCasing()
    {
        using var repository = engine.NewRepository("casing");

        var result = await BuildProcess.RunAsync<WrongCasingBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            "FormatException: 'Acme/Shop:1.4.0' is not an image reference: repository names are lower case. Did you "
            + "mean 'acme/shop:1.4.0'?");
    }

    [Fact]
    public async Task EngineThatIsNotThere()
    {
        using var repository = engine.NewRepository("lonely");
        repository.Environment["DOCKER_HOST"] = $"unix://{repository.Path}/no.sock";

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            $"EngineUnavailableException: No Docker Engine answered at 'unix://{repository.Path}/no.sock' (from "
            + "DOCKER_HOST): no such socket. Start the engine or pass --docker-endpoint.");
    }

    [Fact]
    public async Task CommandThatFailsKeepsItsReports()
    {
        using var repository = engine.NewRepository("tested");

        var result = await BuildProcess.RunAsync<CommandBuild>(
            repository, "--command", "echo 1 of 2 failed; echo '<tests/>' > /app/tests.xml; exit 5");

        await AssertFailedAsync(
            result,
            "CreateBuilderContainer",
            "ContainerCommandException: The command 'sh -c echo 1 of 2 failed; echo '<tests/>' > /app/tests.xml; exit "
            + "5' in the builder of 'tested' ended with exit code 5.");
        Assert.Contains("[INF]      │ 1 of 2 failed", result.Logged);
        Assert.Equal("<tests/>\n", repository.Read("reports/tests.xml"));
    }

    [Fact]
    public async Task CommandThatSucceedsKeepsItsReportsToo()
    {
        using var repository = engine.NewRepository("passed");

        var result =
            await BuildProcess.RunAsync<CommandBuild>(repository, "--command", "echo '<tests/>' > /app/tests.xml");

        Assert.Equal("<tests/>\n", repository.Read("reports/tests.xml"));
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    async Task AssertFailedAsync(BuildResult result, string target, string error)
    {
        var row = result.Rendered().Split('\n').Single(row => row.StartsWith($"{target} ", StringComparison.Ordinal));
        Assert.Equal($"{target,-26}Failed        < 1sec   // {error}", row);
        Assert.Single(result.Table, line => line.Contains(" Failed ", StringComparison.Ordinal));
        Assert.Equal("CleanUpBuilder", result.Ran[^1]);
        Assert.Equal(255, result.ExitCode);
        await engine.AssertCleanAsync();
    }
}
