using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Images of one Dockerfile.</summary>
public sealed class StagesTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Dockerfile = """
        FROM alpine AS build
        WORKDIR /app
        COPY hello.txt .
        RUN tr a-z A-Z < hello.txt > app && echo compiled

        FROM build AS test
        RUN grep HELLO app && echo passed

        FROM alpine
        COPY --from=build /app/app /app
        CMD ["cat", "/app"]

        """;

    [Fact]
    public async Task SingleDockerfileNeedsNoConfiguration()
    {
        using var repository = NewRepository("plain");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(
            ["BuildBuilderImage", "CreateBuilderContainer", "CopyArtifacts", "BuildRuntimeImage", "DockerImage"],
            result.Ran.Except(["CleanUpBuilder"]));
        Assert.Equal(
            3,
            result.Logged.Count(
                line => line == "[INF] Nothing to do: the multi-stage image 'plain' names no stage as builder"));
        Assert.Equal("", result.Summary("BuildBuilderImage"));
        Assert.Matches(@"^plain: plain, \d+(\.\d+)? MB$", result.Summary("BuildRuntimeImage"));
        Assert.Matches(@"^plain: \d+(\.\d+)? MB$", result.Summary("DockerImage"));
        Assert.Equal((0, "HELLO\r\n"), await engine.Client.RunAsync("plain"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ArtifactsLeaveAStageAndTestsComeBeforeTheImage()
    {
        using var repository = NewRepository("staged");

        var result = await BuildProcess.RunAsync<StagesBuild>(repository);

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal("HELLO\n", repository.Read("output/bin/app"));
        Assert.StartsWith("staged: bin/app, 6 B, sha256:", result.Summary("CopyArtifacts"), StringComparison.Ordinal);
        Assert.Matches(@"^staged: \d+(\.\d+)? MB → \d+(\.\d+)? MB \(1×\)$", result.Summary("DockerImage"));
        Assert.Equal("builder", (await engine.ImageAsync("staged-build:latest")).Labels["part"]);
        Assert.False((await engine.ImageAsync("staged:latest")).Labels.ContainsKey("part"));
        Assert.Contains("staged-test:latest", await engine.TagsAsync("staged"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task FailingTestLeavesNoImage()
    {
        using var repository =
            NewRepository("red", Dockerfile.Replace("grep HELLO", "grep BYE", StringComparison.Ordinal));

        var result = await BuildProcess.RunAsync<StagesBuild>(repository);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches(
            "^ImageBuildException: Image 'red-test' stopped at step [0-9]/[0-9] of stage 'test', "
            + "RUN grep BYE app && echo passed: exit code 1\\.",
            result.Summary("BuildRuntimeImage"));
        Assert.DoesNotContain("red:latest", await engine.TagsAsync("red"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task UnknownStageIsToldBeforeAnythingIsBuilt()
    {
        using var repository = NewRepository("unknown", "FROM alpine AS build\nFROM build\n");

        var result = await BuildProcess.RunAsync<StagesBuild>(repository);

        Assert.Equal(
            $"ArgumentException: {repository.Path}/Dockerfile has no stage 'test'. Its stages are build, 1.",
            result.Summary("BuildBuilderImage"));
        Assert.Empty(await engine.TagsAsync("unknown"));
    }

    BuildRepository NewRepository(string name, string dockerfile = Dockerfile)
    {
        var repository = engine.NewEmptyRepository(name);
        repository.Write("Dockerfile", dockerfile);
        repository.Write("hello.txt", "hello\n");
        return repository;
    }
}
