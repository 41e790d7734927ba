using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>One run of a build sees one commit of a branch, whatever is pushed meanwhile.</summary>
public sealed class MovingBranchTests(ComponentEngine engine) : IClassFixture<ComponentEngine>, IAsyncLifetime
{
    const string Revision = "org.opencontainers.image.revision";

    GitServer _server = null!;
    GitRepository _git = null!;
    string _first = "";
    string _second = "";

    public async Task InitializeAsync()
    {
        _server = await GitServer.StartAsync();
        _git = await _server.CreateAsync("app");
        _first = await _git.CommitAsync(
            ("Dockerfile-builder", "FROM alpine\nWORKDIR /app\nCOPY version built\n"),
            ("Dockerfile-runtime", "FROM alpine\nARG EXIT\nRUN exit $EXIT\nCOPY built version /\n"),
            ("version", "1\n"));
        await _git.GitAsync("checkout", "--quiet", "-b", "next");
        _second = await _git.CommitAsync(("version", "2\n"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task AllTargetsOfARunTakeOneCommitAndAskForItOnce()
    {
        using var repository = NewRepository("once");

        var result = await BuildProcess.RunAsync<MovingBranchBuild>(repository);

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal((0, "1\r\n1\r\n"), await engine.Client.RunAsync("moving", "cat", "/built", "/version"));
        Assert.Equal((0, $"{_first}\r\n"), await engine.Client.RunAsync("pinned", "cat", "/commit"));
        Assert.Equal([_first, _first, _first], await RevisionsAsync("moving-builder", "moving", "pinned"));
        // The branch is asked for once, and what is there is fetched once.
        Assert.Equal(2, _server.Requests.Count(request => request.Contains("info/refs", StringComparison.Ordinal)));
        Assert.Single(result.Logged, line => line.Contains(_git.Url, StringComparison.Ordinal));
        Assert.Contains($"[INF] moving  The context is {_first[..12]}, main of {_git.Url}", result.Logged);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ARunThatContinuesKeepsTheCommitOfItsBuilderAndAFreshOneAsksAnew()
    {
        using var repository = NewRepository("continued");
        repository.Environment["RUNTIME_EXIT_CODE"] = "3";
        var failed = await BuildProcess.RunAsync<MovingBranchBuild>(repository);
        repository.Environment["RUNTIME_EXIT_CODE"] = "0";
        var requests = _server.Requests.Count;

        var continued = await BuildProcess.RunAsync<MovingBranchBuild>(repository, "--continue");
        var revisions = await RevisionsAsync("moving-builder", "moving", "pinned");
        var version = await engine.Client.RunAsync("moving", "cat", "/built", "/version");
        var asked = _server.Requests.Skip(requests).ToList();
        var fresh = await BuildProcess.RunAsync<MovingBranchBuild>(repository);

        Assert.Equal(255, failed.ExitCode);
        Assert.True(continued.ExitCode == 0, continued.Text);
        Assert.Equal(["BuildRuntimeImage", "DockerImage"], continued.Ran);
        Assert.Equal([_first, _first, _first], revisions);
        Assert.Equal((0, "1\r\n1\r\n"), version);
        Assert.Empty(asked);
        Assert.Single(continued.Logged, line => line.Contains(_git.Url, StringComparison.Ordinal));
        Assert.Contains(
            $"[INF] moving  The context is {_first[..12]}, main of {_git.Url} as of less than a minute ago: this build "
            + "continues what was made of it",
            continued.Logged);
        Assert.True(fresh.ExitCode == 0, fresh.Text);
        Assert.Equal([_second, _second, _second], await RevisionsAsync("moving-builder", "moving", "pinned"));
        await engine.AssertCleanAsync();
    }

    async Task<IReadOnlyList<string>> RevisionsAsync(params IReadOnlyList<string> images)
    {
        var revisions = new List<string>();
        foreach (var image in images)
            revisions.Add((await engine.ImageAsync($"{image}:latest")).Labels.GetValueOrDefault(Revision, "none"));
        return revisions;
    }

    BuildRepository NewRepository(string name)
    {
        var repository = engine.NewEmptyRepository(name);
        repository.Write("Dockerfile", "FROM alpine\nARG COMMIT\nRUN echo $COMMIT >/commit\n");
        repository.Environment["REPOSITORY"] = _git.Url;
        repository.Environment["WORK_TREE"] = $"{_git.Path}.tree";
        return repository;
    }
}
