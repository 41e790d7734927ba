using System.Net;
using Nuke.Docker.Git;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Git;

public sealed class RunCommitsTests : IAsyncLifetime
{
    readonly RunCommits _commits = new();
    GitServer? _server;
    GitRepository? _repository;
    string _first = "";

    GitServer Server => _server!;

    GitRepository Repository => _repository!;

    GitSource Main => GitSource.Parse($"{Repository.Url}#main");

    public async Task InitializeAsync()
    {
        _server = await GitServer.StartAsync(engine: null, authenticates: true);
        _repository = await _server.CreateAsync("app");
        _first = await _repository.CommitAsync(("file", "1"));
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task ABranchIsAskedForOnceThoughManyAskAtOnce()
    {
        var known = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ResolveAsync(_commits, Main)));
        await Repository.CommitAsync(("file", "2"));
        var later = await ResolveAsync(_commits, Main.In("docker"));

        Assert.All(known, commit => Assert.Equal(_first, commit.Commit));
        Assert.Equal((_first, "docker"), (later.Commit, later.Source.Subdirectory));
        Assert.Equal(_first, Assert.Single(_commits.Known).Commit);
        // One without and one with the credential.
        Assert.Equal(2, Server.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnotherRunAsksAnew()
    {
        await ResolveAsync(_commits, Main);
        var second = await Repository.CommitAsync(("file", "2"));

        Assert.Equal(second, (await ResolveAsync(new RunCommits(), Main)).Commit);
    }

    [Fact]
    public async Task HeadIsTheBranchThatItNamesThoughItMovesInBetween()
    {
        await ResolveAsync(_commits, Main);
        await Repository.CommitAsync(("file", "2"));

        Assert.Equal(_first, (await ResolveAsync(_commits, Main.At(null))).Commit);
    }

    [Fact]
    public async Task WhatAnImageContinuesWithCountsForItAlone()
    {
        var old = await ResolveAsync(_commits, Main);
        var second = await Repository.CommitAsync(("file", "2"));
        var run = new RunCommits();
        var continued = new RunCommits(run);
        var other = new RunCommits(run);
        continued.Add(old with { IsContinued = true });

        Assert.Equal(second, (await ResolveAsync(other, Main)).Commit);
        Assert.Equal(_first, (await ResolveAsync(continued, Main)).Commit);
        Assert.Equal(second, Assert.Single(run.Known).Commit);
    }

    [Fact]
    public async Task ACommitIsNewsOnceInTheRun()
    {
        var commit = await ResolveAsync(_commits, Main);

        Assert.True(new RunCommits(_commits).IsNews(commit));
        Assert.False(new RunCommits(_commits).IsNews(commit));
        Assert.False(_commits.IsNews(commit));
    }

    [Fact]
    public async Task AFailureIsNotKept()
    {
        Server.Trouble = HttpStatusCode.ServiceUnavailable;
        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(_commits, Main));
        Server.Trouble = null;

        Assert.Equal(GitFailure.Unreachable, error.Failure);
        Assert.Equal(_first, (await ResolveAsync(_commits, Main)).Commit);
    }

    [Fact]
    public async Task WhoIsDeniedDoesNotSpeakForWhoHasACredential()
    {
        var denied = Main.WithCredential(credential: null);
        var asked = await Task.WhenAll(
            Record.ExceptionAsync(() => GetAsync(denied)), Record.ExceptionAsync(() => ResolveAsync(_commits, Main)));

        Assert.Null(asked[1]);
        Assert.Equal(_first, (await GetAsync(denied)).Commit);
    }

    [Fact]
    public async Task WhoIsToldToStopStopsNobodyElse()
    {
        using var stop = new CancellationTokenSource();
        var cancelled = _commits.ResolveAsync(Authorized(Main), GitSettings.Default, stop.Token);
        var waiting = ResolveAsync(_commits, Main);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(_first, (await waiting).Commit);
    }

    static GitSource Authorized(GitSource source) => source.WithCredential(GitServer.UserName, GitServer.Password);

    static Task<ResolvedCommit> ResolveAsync(RunCommits commits, GitSource source) =>
        commits.ResolveAsync(Authorized(source), GitSettings.Default, CancellationToken.None);

    Task<ResolvedCommit> GetAsync(GitSource source) =>
        _commits.ResolveAsync(source, GitSettings.Default, CancellationToken.None);
}
