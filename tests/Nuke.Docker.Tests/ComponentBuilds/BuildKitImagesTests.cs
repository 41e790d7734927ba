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

    BuildRepository NewRepository()
    {
        var repository = new BuildRepository("depending") { Environment = { ["DOCKER_HOST"] = engine.Endpoint } };
        repository.AddPair("base");
        repository.AddPair("shop", runtime: "FROM base\nCOPY app /app\nRUN cat /app >/copy\n");
        repository.AddPair("mail");
        return repository;
    }
}
