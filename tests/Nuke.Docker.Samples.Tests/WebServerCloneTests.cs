using System.Net;

namespace Nuke.Docker.Samples.Tests;

[Collection(nameof(SecondSampleEngine))]
public sealed class WebServerCloneTests(SecondSampleEngine engine) : WebServerTest(engine, "web-server-clone")
{
    [Fact]
    public async Task EitherBuilderMakesTheSame()
    {
        await using var server = await GitServer.StartAsync(Engine);
        var repository = await server.CreateAsync("server");
        await repository.CommitAsync(("server.go", Server));

        await AssertEitherBuilderMakesAsync(["web-server-clone"], "--repository", repository.Url);
    }

    [Fact]
    public async Task TheImageFollowsTheRemoteAndNothingElse()
    {
        await using var server = await GitServer.StartAsync(Engine);
        var repository = await server.CreateAsync("server");
        var commit = await repository.CommitAsync(("server.go", Server));

        var result = await BuildAsync("--repository", repository.Url);
        Assert.Contains($"[INF] COMMIT is {commit[..12]}, main of {repository.Url}", result.Logged);
        var first = await ImageIdAsync();
        Assert.Equal((commit, "Hello World!"), (await RevisionAsync(), await AnswerAsync()));

        await BuildAsync("--repository", repository.Url);
        Assert.Equal(first, await ImageIdAsync());

        var changed = await repository.CommitAsync(("server.go", ChangedServer));
        await BuildAsync("--repository", repository.Url);
        Assert.NotEqual(first, await ImageIdAsync());
        Assert.Equal((changed, "Hello World."), (await RevisionAsync(), await AnswerAsync()));

        server.Trouble = HttpStatusCode.ServiceUnavailable;
        var second = await ImageIdAsync();
        result = await BuildAsync("--repository", repository.Url);
        Assert.Equal(second, await ImageIdAsync());
        Assert.Contains(
            $"[WRN] Git remote '{repository.Url}' cannot be reached: COMMIT is its last known commit of main, "
            + $"{changed[..12]}, from less than a minute ago.",
            result.Logged);
    }
}
