namespace Nuke.Docker.Samples.Tests;

public sealed class ApacheTests(SampleEngine engine) : SampleTest(engine, "apache", "debian")
{
    [Fact]
    public async Task ThePageIsServedAtAPortThatTheEngineHasChosen()
    {
        var result = await BuildAsync();

        Assert.Matches(
            """
            127\.0\.0\.1:\d+ -> 80/tcp
            <!DOCTYPE html>
            <title>Practice</title>
            <h1>A page in an image</h1>
            <p>Apache serves it\.</p>
            """,
            result.Text);
        Assert.Equal(["apache:latest"], await TagsAsync("purpose=practice"));
    }

    [Fact]
    public async Task MaintainerIsReportedAsDeprecatedWithItsLine()
    {
        var result = await BuildAsync();

        // Once where it was found, and once among the warnings at the end.
        var warnings = result.Logged.Where(line => line.StartsWith("[WRN]", StringComparison.Ordinal)).Distinct();
        Assert.Equal(
            [
                $"[WRN] {Sample.Repository.Path}/Dockerfile:4: MAINTAINER is deprecated (MaintainerDeprecated). "
                + "Write LABEL org.opencontainers.image.authors=\"The authors of Nuke.Docker\" instead.",
            ],
            warnings);
        var details = await Engine.Client.GetAsync("images/apache/json", Stop);
        Assert.Equal("The authors of Nuke.Docker", $"{details["Author"]}");
    }

    async Task<IEnumerable<string>> TagsAsync(string label)
    {
        var filters = Uri.EscapeDataString($$"""{"label":["{{label}}"]}""");
        var images = await Engine.Client.GetAsync($"images/json?filters={filters}", Stop);
        return images.AsArray().SelectMany(image => image!["RepoTags"]!.AsArray()).Select(tag => $"{tag}");
    }
}
