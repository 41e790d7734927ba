namespace Nuke.Docker.Samples.Tests;

public sealed class WebServerCopyTests(SampleEngine engine) : WebServerTest(engine, "web-server-copy")
{
    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["web-server-copy"]);

    [Fact]
    public async Task TheImageFollowsTheSourceAndNothingElse()
    {
        await BuildAsync();
        var first = await ImageIdAsync();
        Assert.Equal("Hello World!", await AnswerAsync());

        await File.AppendAllTextAsync(Path.Combine(Sample.Repository.Path, "README.md"), "A word.\n");
        await BuildAsync();
        Assert.Equal(first, await ImageIdAsync());

        await File.WriteAllTextAsync(Path.Combine(Sample.Repository.Path, "server.go"), ChangedServer);
        await BuildAsync();
        Assert.NotEqual(first, await ImageIdAsync());
        Assert.Equal("Hello World.", await AnswerAsync());
    }
}
