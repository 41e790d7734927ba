using Nuke.Docker.Images;

namespace Nuke.Docker.Engine.Tests.Images;

public abstract partial class ImageBuildTests
{
    [Fact]
    public async Task StagesStayAsCacheUnderATagOfTheirOwn()
    {
        const string Dockerfile = "FROM alpine AS compile\nRUN echo 1 >/app\nFROM compile AS test\n"
            + "RUN echo 2 >/report\nFROM alpine\nCOPY --from=compile /app /\nCOPY --from=test /report /\n";
        var first = await BuildAsync(Dockerfile);
        Assert.Equal([$"{Name}:latest", $"{Name}:nuke-docker-stage-2"], await TagsAsync());

        var second = await BuildAsync(Dockerfile);

        Assert.Equal(first.Id, second.Id);
        Assert.All(
            second.Steps.Where(step => !step.Step.Instruction.StartsWith("FROM", StringComparison.Ordinal)),
            step => Assert.True(step.Cached));
    }

    [Fact]
    public async Task StagesThatChangedOrEndedLeaveNothing()
    {
        await BuildAsync(
            "FROM alpine AS one\nRUN echo 1 >/app\nFROM alpine AS two\nRUN echo 2 >/app\nFROM alpine\n"
            + "COPY --from=one /app /one\nCOPY --from=two /app /two\n");
        var before = await Fixture.Contents.ImagesAsync(Stop);

        await BuildAsync("FROM alpine AS one\nRUN echo changed >/app\nFROM alpine\nCOPY --from=one /app /one\n");

        Assert.Equal([$"{Name}:latest", $"{Name}:nuke-docker-stage-1"], await TagsAsync());
        foreach (var image in before.Where(
            image => image.Names.Any(name => name.StartsWith(Name, StringComparison.Ordinal))))
            Assert.False(await IsOnEngineAsync(image.Id));
    }

    [Fact]
    public async Task StagesOfAnImageWithoutANameAreRemoved()
    {
        var image = await BuildAsync(
            "FROM alpine AS one\nRUN echo 1 >/app\nFROM alpine\nCOPY --from=one /app /one\n",
            settings => settings.SetTags(Array.Empty<string>()));

        Assert.Equal([image.Id], (await Fixture.Contents.DanglingImagesAsync(Stop)).Select(left => left.Id));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image.Id}", body: null, Stop);
    }

    [Fact]
    public async Task StagesThatWereKeptGoWithTheNextBuildOfBuildKit()
    {
        var dockerfile = $"FROM alpine AS one\nRUN echo {Name} >/file\nFROM alpine\nCOPY --from=one /file /\n";
        await BuildAsync(dockerfile);
        Assert.Equal([$"{Name}:latest", $"{Name}:nuke-docker-stage-1"], await TagsAsync());

        await BuildAsync(dockerfile, settings => settings.SetBuilder(ImageBuilder.Auto));

        Assert.Equal([$"{Name}:latest"], await TagsAsync());
        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task AFailureInALaterStageLeavesNothing()
    {
        await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync(
                "FROM alpine AS one\nRUN echo 1 >/app\nRUN echo 2 >/app\nFROM alpine\nCOPY --from=one /app /one\n"
                + "RUN exit 1\n"));

        Assert.Empty(await TagsAsync());
    }

    async Task<IReadOnlyList<string>> TagsAsync() =>
    [
        .. (await Fixture.Contents.ImagesAsync(Stop)).SelectMany(image => image.Names)
            .Where(name => name.StartsWith($"{Name}:", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
