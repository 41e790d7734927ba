using System.Text.RegularExpressions;

namespace Nuke.Docker.Samples.Tests;

[Collection(nameof(SecondSampleEngine))]
public sealed partial class ImageGalleryTests(SecondSampleEngine engine) : SampleTest(
    engine, "image-gallery", "alpine", "golang", "maven:3-eclipse-temurin-17", "eclipse-temurin:17-jre", "node")
{
    [Fact]
    public Task EitherBuilderMakesTheSame() =>
        AssertEitherBuilderMakesAsync(["gallery-images", "gallery-log", "gallery-web"]);

    [Fact]
    public async Task ThreeLanguagesBuiltSideBySideAnswerOneRequest()
    {
        // Out of the cache one image might be done before another begins.
        var result = await BuildAsync("--docker-no-cache");

        // The caption comes from Java, the count from Node.js, and the page that holds both from Go.
        Assert.Matches(
            """
            http://127\.0\.0\.1:\d+/
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Circles of \d{4}-\d\d-\d\d</title></head>
            <body>
              <h1>Circles of \d{4}-\d\d-\d\d</h1>
              <svg viewBox='0 0 200 100'>(<circle [^>]+/>){12}</svg>
              <p>Visit 1</p>
            """,
            result.Text);
        Assert.Contains("<p>Visit 2</p>", result.Text, StringComparison.Ordinal);
        Assert.Equal(["gallery-images", "gallery-log", "gallery-web"], BegunBeforeOneWasDone(result).Order());
    }

    static IEnumerable<string> BegunBeforeOneWasDone(BuildResult result) =>
        result.Logged.TakeWhile(line => !line.Contains("  Image: ", StringComparison.Ordinal))
            .Select(line => StepOfImage().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["image"].Value).Distinct();

    [GeneratedRegex(@"^\[INF\] (?<image>\S+)  1/\d+  FROM ")]
    private static partial Regex StepOfImage();
}
