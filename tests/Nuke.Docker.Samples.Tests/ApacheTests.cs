namespace Nuke.Docker.Samples.Tests;

public sealed class ApacheTests(SampleEngine engine) : SampleTest(engine, "apache", "debian")
{
    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["apache"]);

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
        var found = await BuildAsync("ListDocker", "--sweep-label", "purpose=practice");
        Assert.Contains(
            found.Logged, line => line.StartsWith("[INF] image 'apache:latest', ", StringComparison.Ordinal));
        Assert.DoesNotContain(found.Logged, line => line.Contains("debian", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MaintainerIsReportedAsDeprecatedWithItsLine()
    {
        var result = await BuildAsync();

        Assert.Contains(
            $"[WRN] {Sample.Repository.Path}/Dockerfile:4: MAINTAINER is deprecated (MaintainerDeprecated). "
            + "Write LABEL org.opencontainers.image.authors=\"The authors of Nuke.Docker\" instead.",
            result.Logged);
        var details = await Engine.Client.GetAsync("images/apache/json", Stop);
        Assert.Equal("The authors of Nuke.Docker", $"{details["Author"]}");
    }
}
