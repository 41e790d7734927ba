namespace Nuke.Docker.Samples.Tests;

public sealed class HelloGoTests(SampleEngine engine) : SampleTest(engine, "hello-go", "golang", "alpine")
{
    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["hello-go"]);

    [Fact]
    public async Task TenLinesBuildAnImageOfFourMegabytes()
    {
        var result = await BuildAsync();

        Assert.Matches(@"^hello-go: \d{3} MB → \d\.\d+ MB \([\d.]+×\)$", result.Summary("DockerImage"));
        Assert.Matches(
            @"^Hello, reader! Compiled by go1\.\d+\.\d+ for linux/\w+\.$", await OutputOfAsync("hello-go", "reader"));
    }

    [Fact]
    public async Task ItsScriptCompilesTheBuildAndRunsIt()
    {
        var result = await Sample.RunScriptAsync("--docker-tag", "by-script");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.StartsWith("Hello, world!", await OutputOfAsync("hello-go:by-script"), StringComparison.Ordinal);
    }
}
