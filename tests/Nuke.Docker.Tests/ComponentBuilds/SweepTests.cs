using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

public sealed class SweepTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task WhatBearsTheLabelIsListedAndRemoved()
    {
        using var repository = engine.NewRepository(
            "swept",
            "FROM alpine\nWORKDIR /app\nRUN echo 1 >app\n",
            "FROM alpine\nLABEL purpose=practice\nCOPY app /\n");
        Assert.Equal(0, (await BuildProcess.RunAsync<SweepingBuild>(repository, "DockerImage")).ExitCode);

        var listed =
            await BuildProcess.RunAsync<SweepingBuild>(repository, "ListDocker", "--sweep-label", "purpose=practice");
        Assert.Matches(
            @"^\[INF\] image 'swept:latest', less than a minute old, \d\.\d\d MB$", Assert.Single(listed.Logged));

        var dry = await BuildProcess.RunAsync<SweepingBuild>(
            repository, "--sweep-label", "purpose=practice", "--sweep-dry-run");
        Assert.Matches(@"^\[INF\] Would remove image 'swept:latest', ", Assert.Single(dry.Logged));
        Assert.Matches(@"^Would remove: 0 containers, 1 image, \d\.\d\d MB$", dry.Summary("SweepDocker"));
        Assert.Contains("swept:latest", await engine.TagsAsync("swept"));

        var swept = await BuildProcess.RunAsync<SweepingBuild>(repository, "--sweep-label", "purpose=practice");
        Assert.Equal(["swept-builder:latest"], await engine.TagsAsync("swept"));
        Assert.Matches(@"^Removed: 0 containers, 1 image, \d\.\d\d MB$", swept.Summary("SweepDocker"));

        var again = await BuildProcess.RunAsync<SweepingBuild>(
            repository, "--sweep-label", "purpose=practice", "nuke.docker.image");
        Assert.Equal(["[INF] Nothing bears purpose=practice and nuke.docker.image"], again.Logged);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task WithoutALabelOrWithAWrongValueNothingBegins()
    {
        using var repository = engine.NewRepository("unswept");

        var none = await BuildProcess.RunAsync<SweepingBuild>(repository);
        Assert.NotEqual(0, none.ExitCode);
        Assert.DoesNotContain("SweepDocker", none.Ran);

        var wrong = await BuildProcess.RunAsync<SweepingBuild>(
            repository, "--sweep-label", "purpose=practice", "--sweep-dry-run", "maybe");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains(
            "'maybe' (from --sweep-dry-run) is neither true nor false.", wrong.Text, StringComparison.Ordinal);
    }
}
