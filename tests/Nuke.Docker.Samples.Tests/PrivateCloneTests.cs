using System.Net;

namespace Nuke.Docker.Samples.Tests;

public sealed class PrivateCloneTests(SampleEngine engine) : WebServerTest(engine, "private-clone")
{
    readonly string _user = $"anna+{Guid.NewGuid():N}";
    readonly string _password = $"p/w&?{Guid.NewGuid():N}";

    [Fact]
    public async Task ThePasswordIsInNothingThatTheBuildLeaves()
    {
        await using var server = await GitServer.StartAsync(Engine, new NetworkCredential(_user, _password));
        var repository = await server.CreateAsync("server");
        var commit = await repository.CommitAsync(("server.go", Server));
        Sample.Repository.Environment["GIT_USER"] = _user;
        Sample.Repository.Environment["GIT_PASSWORD"] = _password;
        var scan = new SecretScan(_user, _password);
        scan.Skip(Engine.Engine.DataDirectory);

        var result = await BuildAsync("--repository", repository.Url);

        Assert.Contains($"[INF] COMMIT is {commit[..12]}, HEAD of {repository.Url}", result.Logged);
        Assert.Equal((commit, "Hello World!"), (await RevisionAsync(), await AnswerAsync()));
        scan.Look("console", string.Join('\n', result.RawLines));
        scan.Look("history", (await Engine.Client.GetAsync($"images/{Sample.Name}/history", Stop)).ToJsonString());
        scan.Look("configuration", (await Engine.Client.GetAsync($"images/{Sample.Name}/json", Stop)).ToJsonString());
        await scan.LookIntoAsync(Sample.Repository.Path, "hand-overs and logs: ");
        await scan.LookIntoAsync(Engine.Engine.DataDirectory, "engine: ");
        Assert.Empty(scan.Findings);
        Assert.True(scan.Count > 100);
        Assert.NotEmpty(
            Directory.EnumerateFiles(Path.Combine(Sample.Repository.Path, ".nuke", "temp", "docker", Sample.Name)));
    }

    [Fact]
    public async Task AWrongPasswordIsToldByNobody()
    {
        await using var server = await GitServer.StartAsync(Engine, authenticates: true);
        var repository = await server.CreateAsync("server");
        await repository.CommitAsync(("server.go", Server));
        Sample.Repository.Environment["GIT_USER"] = _user;
        Sample.Repository.Environment["GIT_PASSWORD"] = _password;

        var result = await Sample.BuildAsync("--repository", repository.Url);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            $"Git remote '{repository.Url}' denies access with the given credential: ",
            result.Text,
            StringComparison.Ordinal);
        var scan = new SecretScan(_user, _password);
        scan.Look("console", string.Join('\n', result.RawLines));
        await scan.LookIntoAsync(Sample.Repository.Path, "hand-overs and logs: ");
        Assert.Empty(scan.Findings);
    }
}
