using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>What a target takes from one that ran in another process, and what it says if it cannot.</summary>
public sealed class HandOverTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task RuntimeImageIsBuiltFromTheArtifactsOfAnEarlierBuild()
    {
        using var repository = engine.NewRepository("later");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "BuildRuntimeImage", "--skip");

        Assert.Equal(["BuildRuntimeImage"], result.Ran);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task SingleTargetsCanBeSkipped()
    {
        using var repository = engine.NewRepository("partly");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        var result =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(
                repository, "DockerImage", "--skip", "BuildBuilderImage");

        Assert.Equal(
            ["CreateBuilderContainer", "CopyArtifacts", "BuildRuntimeImage", "CleanUpBuilder", "DockerImage"],
            result.Ran);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ContinuesWithTheMendedRuntimeImageThoughTheContainerIsGone()
    {
        using var repository = engine.NewRepository("mended", runtime: "FROM alpine\nCOPY app /app\nRUN exit 4\n");
        var failed = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "DockerImage");
        await engine.AssertCleanAsync();
        repository.AddPair("");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "DockerImage", "--continue");

        Assert.Equal(255, failed.ExitCode);
        Assert.Equal(["BuildRuntimeImage", "DockerImage"], result.Ran);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Theory]
    [InlineData(
        "CreateBuilderContainer", "CreateBuilderContainer", "the builder image", "BuildBuilderImage", "builder-image")]
    [InlineData(
        "CopyArtifacts", "CopyArtifacts", "the builder container", "CreateBuilderContainer", "builder-container")]
    [InlineData("BuildRuntimeImage", "BuildRuntimeImage", "the artifacts", "CopyArtifacts", "artifacts")]
    [InlineData("DockerImage", "DockerImage", "the builder image", "BuildBuilderImage", "builder-image")]
    public async Task MissingHandOverNamesTheTargetThatLeavesIt(
        string target, string consumer, string what, string producer, string file)
    {
        using var repository = engine.NewRepository("nothing");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, target, "--skip");

        Assert.Equal(
            $"HandOverException: {consumer} needs {what} of 'nothing', and {producer} has left none in "
                + $"'{repository.Path}/.nuke/temp/docker/nothing/{file}.json'. Run {producer} first: leave out --skip "
                + "or --continue.",
            result.Summary(target));
        Assert.Equal(255, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task WhatNeedsNoContainerIsCopiedByALaterBuildToo()
    {
        using var repository = engine.NewRepository("without");
        var first = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-builder", "buildkit");

        var later = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "CopyArtifacts", "--skip");

        Assert.Contains(
            "[INF] No container is needed: BuildKit copies the artifacts out of without-builder", first.Logged);
        Assert.Contains("[INF] No builder container was left", first.Logged);
        Assert.Equal("without: none needed", first.Summary("CreateBuilderContainer"));
        Assert.Equal("without: app, 6 B, sha256:3b09aeb6f5f5", first.Summary("CopyArtifacts"));
        Assert.Equal(first.Summary("CopyArtifacts"), later.Summary("CopyArtifacts"));
        Assert.Equal((0, 0), (first.ExitCode, later.ExitCode));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task RemovedContainerIsSaidToBeRemoved()
    {
        using var repository = engine.NewRepository("removed");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-builder", "classic");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "CopyArtifacts", "--skip");

        Assert.Matches(
            @"^HandOverException: The builder container of 'removed', [0-9a-f]{12}, was removed by CleanUpBuilder at \d\d:\d\d:\d\d\. "
                + "Run CreateBuilderContainer again, leaving out --skip or --continue, or keep the container the next "
                + "time with --docker-keep-builder.$",
            result.Summary("CopyArtifacts"));
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task KeptContainerIsUsedByALaterBuildAndRemovedByCleanUpBuilder()
    {
        using var repository = engine.NewRepository("kept");

        var keeping =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(
                repository, "CreateBuilderContainer", "--docker-keep-builder");
        var container = Assert.Single(await engine.Contents.ContainersAsync(CancellationToken.None));
        var copying =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(
                repository, "CopyArtifacts", "--skip", "--docker-keep-builder");
        var kept = await engine.Contents.ContainersAsync(CancellationToken.None);
        var cleaning = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "CleanUpBuilder");

        Assert.Contains(
            $"[WRN] Kept the builder container {container.Id[..12]}, as --docker-keep-builder asks. The target "
            + "CleanUpBuilder removes what is kept",
            keeping.Logged);
        Assert.Equal("kept: app, 6 B, sha256:3b09aeb6f5f5", copying.Summary("CopyArtifacts"));
        Assert.Equal([container.Id], kept.Select(item => item.Id));
        Assert.Contains($"[INF] Removed the builder container {container.Id[..12]}", cleaning.Logged);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task HandOverOfAnotherEngineIsRefused()
    {
        using var repository = engine.NewRepository("moved");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);
        var elsewhere = engine.Endpoint.Replace("/docker.sock", "/./docker.sock", StringComparison.Ordinal);

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(
            repository, "BuildRuntimeImage", "--skip", "--docker-endpoint", elsewhere);

        Assert.Equal(
            $"HandOverException: What CopyArtifacts has left for 'moved' is on the engine at '{engine.Endpoint}', and "
            + $"this build talks to '{elsewhere}'. Run CopyArtifacts again, or pass --docker-endpoint "
            + $"{engine.Endpoint}.",
            result.Summary("BuildRuntimeImage"));
    }

    [Fact]
    public async Task DamagedHandOverIsNamed()
    {
        using var repository = engine.NewRepository("damaged");
        repository.Write(".nuke/temp/docker/damaged/artifacts.json", "{");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "BuildRuntimeImage", "--skip");

        Assert.StartsWith(
            $"HandOverException: '{repository.Path}/.nuke/temp/docker/damaged/artifacts.json' is not what "
            + "CopyArtifacts writes: ",
            result.Summary("BuildRuntimeImage"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            " Delete the file and run CopyArtifacts again.",
            result.Summary("BuildRuntimeImage"),
            StringComparison.Ordinal);
    }
}
