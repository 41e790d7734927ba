namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class BuildTests(EngineFixture fixture)
{
    [Fact]
    public async Task ABuildEndsWithTheIdOfTheImage()
    {
        await using var engine = await fixture.ConnectAsync();
        var request = new BuildRequest { Tags = ["built:1"], Labels = new Dictionary<string, string> { ["a"] = "b" } };

        var messages = await engine.BuildImageAsync(
            request, Archives.Dockerfile("FROM alpine\nRUN echo hällo\n"), CancellationToken.None).ToListAsync();

        var id = messages.OfType<EngineMessage.ImageId>().Last().Id;
        var image = await engine.FindImageAsync("built:1", CancellationToken.None);
        Assert.NotNull(image);
        Assert.Equal(id, image.Id);
        Assert.Equal("b", image.Labels["a"]);
        Assert.Contains(new EngineMessage.Output("hällo\n"), messages);
    }

    [Fact]
    public async Task AFailingStepIsTheLastMessageAndHasItsExitCode()
    {
        await using var engine = await fixture.ConnectAsync();

        var messages = await engine.BuildImageAsync(
            new BuildRequest(), Archives.Dockerfile("FROM alpine\nRUN exit 7\n"), CancellationToken.None).ToListAsync();

        Assert.Equal(
            new EngineMessage.Failure("The command '/bin/sh -c exit 7' returned a non-zero code: 7", 7), messages[^1]);
    }

    [Theory]
    [InlineData(
        "UPPER",
        "Dockerfile",
        "The Docker Engine refused POST /build with status 500: invalid reference format: repository name must be "
        + "lowercase")]
    [InlineData(
        "fine",
        "missing",
        "The Docker Engine refused POST /build with status 500: Cannot locate specified Dockerfile: missing")]
    public async Task ARefusalDuringALargeUploadIsReportedInTheEnginesWords(
        string tag, string dockerfile, string expected)
    {
        await using var engine = await fixture.ConnectAsync();
        var request = new BuildRequest { Tags = [tag], Dockerfile = dockerfile };

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.BuildImageAsync(request, Archives.Large(200 << 20, new Upload()), CancellationToken.None)
                .ToListAsync().AsTask());

        Assert.Equal(expected, error.Message);
    }
}
