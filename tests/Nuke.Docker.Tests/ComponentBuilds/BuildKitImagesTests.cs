using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Images that depend on each other, and their caches, with BuildKit.</summary>
public sealed class BuildKitImagesTests(StoreEngine engine) : IClassFixture<StoreEngine>
{
    [Fact]
    public async Task AnImageIsKnownByTheNameOfItsDefinitionAndCachedInAPlaceOfItsOwn()
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(
            repository,
            "--docker-images", "shop",
            "--docker-tag", "2.0",
            "--docker-builder", "buildkit",
            "--docker-cache-from", "type=local,src=.cache/{image}",
            "--docker-cache-to", "type=local,dest=.cache/{image},mode=max");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal("HELLO\r\nHELLO\r\n", (await engine.Client.RunAsync("shop:2.0", "cat", "/app", "/copy")).Output);
        Assert.Equal(
            ["base", "base-builder", "shop", "shop-builder"],
            Directory.EnumerateFiles(repository.Path, "index.json", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(
        "type=local,dest=.cache",
        "ArgumentException: 'type=local,dest=.cache' (from --docker-cache-to) would be written for 4 images, builder "
        + "images included, each in the place of the one before. Write {image} where their names belong.")]
    [InlineData(
        "type=registry,max",
        "FormatException: 'type=registry,max' (from --docker-cache-to) is no cache of a build: 'max' has no value.")]
    public async Task AnUnsuitableCacheIsToldBeforeAnythingIsBuilt(string cache, string error)
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(
            repository, "--docker-images", "shop", "--docker-cache-to", cache);

        Assert.Equal(error, result.Summary("BuildBuilderImage"));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("USR1", 134)] // An exception that nobody handles.
    public async Task WhatWaitsForItsTurnInTheLogIsWrittenBeforeTheProcessDies(string signal, int exitCode)
    {
        using var repository = new BuildRepository("dying") { Environment = { ["DOCKER_HOST"] = engine.Endpoint } };
        foreach (var image in (string[])["shop", "mail"])
            repository.AddPair(
                image,
                builder: $"{Stage("one", image)}{Stage("two", image)}FROM one\nCOPY --from=two /etc/hostname /\n");
        using var build = BuildProcess.Start<DyingBuild>(repository, "--docker-builder", "buildkit");
        await build.WaitForAsync("│ all");

        await build.SendAsync(signal);
        var result = await build.WaitAsync();

        Assert.Equal(exitCode, result.ExitCode);
        string[] steps = ["one of shop", "two of shop", "one of mail", "two of mail"];
        Assert.All(steps, step => Assert.Contains(
            result.Lines, line => line.EndsWith($"│ {step}", StringComparison.Ordinal)));

        // All four are at work by the end of it, and one of them is shown.
        string Stage(string name, string image) =>
            $"FROM alpine AS {name}\nRUN --mount=type=cache,id={signal},target=/all echo {name} of {image}; "
            + $"touch /all/{name}-{image}; until [ $(ls /all | wc -l) = 4 ]; do sleep 0.1; done; sleep 1; echo all; "
            + "sleep 1000\n";
    }

    BuildRepository NewRepository()
    {
        var repository = new BuildRepository("depending") { Environment = { ["DOCKER_HOST"] = engine.Endpoint } };
        repository.AddPair("base");
        repository.AddPair("shop", runtime: "FROM base\nCOPY app /app\nRUN cat /app >/copy\n");
        repository.AddPair("mail");
        return repository;
    }
}
