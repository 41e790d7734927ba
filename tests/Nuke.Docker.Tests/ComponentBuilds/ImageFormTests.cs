using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>The same image as a pair of Dockerfiles and as one with stages, as the command line asks.</summary>
public sealed class ImageFormTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task PatternIsBuiltAsOneDockerfile()
    {
        using var repository = engine.NewRepository("merged");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(
            repository, "--docker-image-form", "multi-stage", "--docker-tag", "1.0");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(
            2,
            result.Logged.Count(
                line => line == "[INF] Nothing to do: no artifact is copied out of the stages of 'merged'"));
        Assert.Contains("  COPY --from=builder --chown=0:0 /app/app /app", result.Text, StringComparison.Ordinal);
        Assert.Equal((0, "HELLO\r\n"), await engine.Client.RunAsync("merged:1.0"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task DockerfileWithStagesIsBuiltAsAPattern()
    {
        using var repository = NewStagesRepository("parted", "FROM alpine\nCOPY --from=build /app /opt/app\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-image-form", "pattern");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.StartsWith(
            "parted: .artifacts/0/app, 4 B, sha256:", result.Summary("CopyArtifacts"), StringComparison.Ordinal);
        Assert.Equal(["parted-build:latest", "parted:latest"], await engine.TagsAsync("parted"));
        Assert.Equal((0, "app\r\n"), await engine.Client.RunAsync("parted:latest", "cat", "/opt/app"));
        await engine.AssertCleanAsync();
    }

    [Theory]
    [InlineData(true, "twin-multi-stage")]
    [InlineData(false, "twin-pattern")]
    public async Task BothFormsAreComparedAndTheDeclaredOneHasTheTags(bool isPattern, string other)
    {
        using var repository = isPattern
            ? engine.NewRepository("twin")
            : NewStagesRepository("twin", "FROM alpine\nCOPY --from=build /app /opt/app\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(
            repository, "--docker-image-form", "both", "--docker-tag", "2.0");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Matches(
            $@"^twin: .*\d MB.*, {other}: \d+(\.\d+)? MB → \d+(\.\d+)? MB \(1×\), as large as twin$",
            result.Summary("DockerImage"));
        var tags = await engine.TagsAsync("twin");
        Assert.Contains("twin:2.0", tags);
        Assert.Contains($"{other}:latest", tags);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task UnknownFormIsToldBeforeAnythingIsBuilt()
    {
        using var repository = engine.NewRepository("form");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-image-form", "stages");

        Assert.Equal(
            "FormatException: 'stages' (from --docker-image-form) is no form of an image: expected 'pattern', "
            + "'multi-stage' or 'both'.",
            result.Summary("BuildBuilderImage"));
    }

    [Fact]
    public async Task WhatCannotBeConvertedIsToldWithItsLine()
    {
        using var repository = NewStagesRepository("inherited", "FROM build\n");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-image-form", "pattern");

        Assert.Equal(
            "ImageConversionException: Image 'inherited' cannot be built as a builder pattern: "
            + $"{repository.Path}/Dockerfile:4: stage 1, which is shipped, copies from no other stage.",
            result.Summary("BuildBuilderImage"));
    }

    [Fact]
    public async Task ArtifactsOfAHookCannotBeConverted()
    {
        using var repository = engine.NewRepository("hooked-form");

        var result = await BuildProcess.RunAsync<HookedBuild>(repository, "--docker-image-form", "multi-stage");

        Assert.Equal(
            "ImageConversionException: Image 'hooked-form' cannot be built as a multi-stage image: "
            + "CopyArtifactsSettings adds artifacts that no COPY --from knows of. Declare them: .Artifact(…).",
            result.Summary("BuildBuilderImage"));
    }

    BuildRepository NewStagesRepository(string name, string final)
    {
        var repository = engine.NewEmptyRepository(name);
        repository.Write("Dockerfile", $"FROM alpine AS build\nRUN echo app >/app\n\n{final}");
        return repository;
    }
}
