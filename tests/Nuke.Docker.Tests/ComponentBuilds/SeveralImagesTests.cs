using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

public sealed class SeveralImagesTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Failing = "FROM alpine\nRUN echo no compiler && exit 3\n";

    [Fact]
    public async Task EachImageHasItsLinesAndItsPlaceInTheSummary()
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(repository, "--docker-no-cache");

        // Steps that are the same are built once, and may be told of one image alone.
        Assert.All(["base", "mail", "shop"], name =>
            Assert.Contains($"[INF] {name}  Context: 3 files, 144 B", result.Logged));
        var built = result.Logged.Select(line => line.Split(", ")[0])
            .Where(line => line.Contains("  Image: ", StringComparison.Ordinal)).ToList();
        Assert.True(
            built.IndexOf("[INF] base  Image: base-builder") < built.IndexOf("[INF] shop  Image: shop-builder"));
        var rows = result.Rendered().Split('\n');
        Assert.Contains(
            "BuildBuilderImage         Succeeded     < 1sec   // base: base-builder, … MB, mail: mail-builder, … MB, "
            + "shop: shop-builder, … MB",
            rows);
        Assert.Contains(
            "DockerImage               Succeeded     < 1sec   // base: … MB → … MB (1×), mail: … MB → … MB (1×), "
            + "shop: … MB → … MB (1×)",
            rows);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Theory]
    [InlineData("buildkit", 4)]
    [InlineData("classic", 5)] // With the label.
    public async Task IndependentImagesAreBuiltSideBySideAndTheirStepsAreNotMixed(string builder, int steps)
    {
        // Long enough for both to begin on a busy machine.
        const string Run = "RUN for i in 1 2 3 4; do echo $i; sleep 1; done";
        const string Slow = $"FROM alpine\n{Run}\nWORKDIR /app\nCOPY hello.txt app\n";
        using var repository = NewRepository();
        repository.AddPair("base", Slow);
        repository.AddPair("mail", Slow);

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(
            repository,
            "BuildBuilderImage",
            "--docker-images",
            "base",
            "mail",
            "--docker-no-cache",
            "--docker-builder",
            builder);

        Assert.True(result.ExitCode == 0, result.Text);
        var lines = result.Logged.Select(line => line["[INF] ".Length..]).ToList();
        var ends = lines.FindIndex(line => line.Contains("Image: ", StringComparison.Ordinal));
        foreach (var image in (string[])["base", "mail"])
        {
            var begins = lines.IndexOf($"{image}  2/{steps}  {Run}");
            Assert.Equal(
                [$"{image}       │ 1", $"{image}       │ 2", $"{image}       │ 3", $"{image}       │ 4"],
                lines.Skip(begins + 1).Take(4));
            Assert.StartsWith($"{image}  2/{steps}  {Run}   ", lines[begins + 5], StringComparison.Ordinal);
            Assert.InRange(begins, 0, ends);
        }
    }

    [Fact]
    public async Task OneAtATimeIsPossible()
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(
            repository, "BuildBuilderImage", "--docker-degree-of-parallelism", "1");

        var images = result.Logged.Select(line => line["[INF] ".Length..].Split(' ')[0]).ToList();
        Assert.Equal(3, images.Zip(images.Skip(1)).Count(pair => pair.First != pair.Second) + 1);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task SelectionTakesAlongWhatAnImageDependsOn()
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(repository, "--docker-images", "shop");

        Assert.Matches("^base: .+, shop: [^,]+$", result.Summary("DockerImage"));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task UnknownSelectionIsRefusedBeforeAnythingIsBuilt()
    {
        using var repository = NewRepository();

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(repository, "--docker-images", "shopp");

        Assert.Equal(
            "ArgumentException: 'shopp' (from --docker-images) is no image of this build. It has 'shop', 'base', "
            + "'mail'.",
            result.Summary("BuildBuilderImage"));
        Assert.Equal(["BuildBuilderImage", "CleanUpBuilder"], result.Ran);
        Assert.StartsWith("CleanUpBuilder            Succeeded", result.Table[4], StringComparison.Ordinal);
        Assert.Equal(255, result.ExitCode);
    }

    [Fact]
    public async Task FailureOfOneIsToldAsItIsAfterTheOthersAreDone()
    {
        using var repository = NewRepository();
        repository.AddPair("mail", Failing);

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(repository);

        Assert.Equal(
            "ImageBuildException: Image 'mail-builder' stopped at step 2/2, RUN echo no compiler && exit 3: exit code "
            + "3.",
            result.Summary("BuildBuilderImage"));
        Assert.Contains(
            result.Logged, line => line.StartsWith("[INF] base  Image: base-builder", StringComparison.Ordinal));
        Assert.Equal(255, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task FailuresOfTwoAreBothTold()
    {
        using var repository = NewRepository();
        repository.AddPair("base", Failing);
        repository.AddPair("mail", Failing);

        var result = await BuildProcess.RunAsync<SeveralImagesBuild>(repository);

        Assert.Equal("ImagesFailedException: 2 images failed: 'base', 'mail'.", result.Summary("BuildBuilderImage"));
        Assert.Contains(
            $"""
              base: Image 'base-builder' stopped at step 2/2, RUN echo no compiler && exit 3: exit code 3.
                {repository.Path}/base/Dockerfile-builder:2
                  1 | FROM alpine
                > 2 | RUN echo no compiler && exit 3
                no compiler
              mail: Image 'mail-builder' stopped at step 2/2, RUN echo no compiler && exit 3: exit code 3.
                {repository.Path}/mail/Dockerfile-builder:2
                  1 | FROM alpine
                > 2 | RUN echo no compiler && exit 3
                no compiler
            """,
            result.Text,
            StringComparison.Ordinal);
        await engine.AssertCleanAsync();
    }

    BuildRepository NewRepository()
    {
        var repository = engine.NewEmptyRepository("several");
        foreach (var name in (string[])["base", "mail", "shop"])
            repository.AddPair(name);
        return repository;
    }
}
