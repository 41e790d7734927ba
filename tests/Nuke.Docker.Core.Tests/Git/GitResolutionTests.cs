using System.Net;
using Nuke.Docker.Core.Tests.Progress;
using Nuke.Docker.Git;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Git;

public sealed class GitResolutionTests : IAsyncLifetime
{
    readonly TemporaryDirectory _cache = new();
    readonly ManualTime _time = new();
    GitServer? _server;
    GitRepository? _repository;
    string _first = "";

    GitServer Server => _server!;

    GitRepository Repository => _repository!;

    GitSource Source => GitSource.Parse(Repository.Url);

    GitSettings Cached => GitSettings.Default.SetCacheDirectory(_cache.Path);

    public async Task InitializeAsync()
    {
        _server = await GitServer.StartAsync();
        _repository = await _server.CreateAsync("app");
        _first = await _repository.CommitAsync(("file", "1"));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _cache.Dispose();
    }

    [Fact]
    public async Task WithoutAReferenceItIsTheHeadOfTheRemote()
    {
        var resolved = await ResolveAsync(Source);

        Assert.Equal(
            (_first, "refs/heads/main", false), (resolved.Commit, resolved.ReferenceName, resolved.IsLastKnown));
    }

    [Fact]
    public async Task ABranchIsFollowed()
    {
        var second = await Repository.CommitAsync(("file", "2"));

        Assert.Equal(second, (await ResolveAsync(Source.At("main"))).Commit);
        Assert.Equal(second, (await ResolveAsync(Source.At("refs/heads/main"))).Commit);
    }

    [Fact]
    public async Task AnAnnotatedTagIsFollowedToItsCommit()
    {
        await Repository.RunAsync("tag", "--annotate", "v1", "--message", "one");

        var resolved = await ResolveAsync(Source.At("v1"));

        Assert.Equal((_first, "refs/tags/v1"), (resolved.Commit, resolved.ReferenceName));
    }

    [Fact]
    public async Task ATagCountsBeforeABranchAndNothingMatchesByItsEnd()
    {
        await Repository.RunAsync("checkout", "--quiet", "-b", "same");
        await Repository.CommitAsync(("file", "branch"));
        await Repository.RunAsync("branch", "other/only");
        await Repository.RunAsync("tag", "same", _first);

        Assert.Equal((_first, "refs/tags/same"), await NameOfAsync("same"));
        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source.At("only")));
        Assert.Equal(GitFailure.ReferenceMissing, error.Failure);
        Assert.Equal(
            $"Git remote '{Repository.Url}' has no branch, tag or commit 'only'. Its branches are main, other/only, "
            + "same.", error.Message);
    }

    [Fact]
    public async Task AWholeCommitIsTakenAsItIs()
    {
        var commit = new string('a', 40);

        Assert.Equal(commit, (await ResolveAsync(Source.At(commit))).Commit);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task OfflineTheLastKnownCommitIsUsed()
    {
        await ResolveAsync(Source.At("main"), Cached);
        var seen = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(3));
        Server.Trouble = HttpStatusCode.ServiceUnavailable;

        var resolved = await ResolveAsync(Source.At("main"), Cached);

        Assert.Equal((_first, true, seen), (resolved.Commit, resolved.IsLastKnown, resolved.SeenAt));
    }

    [Fact]
    public async Task OfflineWithoutAKnownCommitIsAnError()
    {
        Server.Trouble = HttpStatusCode.ServiceUnavailable;

        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source, Cached));

        Assert.Equal(GitFailure.Unreachable, error.Failure);
        Assert.Equal(
            $"Git remote '{Repository.Url}' cannot be reached: unable to access '{Repository.Url}/': The requested "
            + "URL returned error: 503. No commit of it is known from before either.",
            error.Message);
    }

    [Fact]
    public async Task NobodyListeningIsOffline()
    {
        var source = GitSource.Parse("http://127.0.0.1:9/app.git");

        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(source));

        Assert.Equal(GitFailure.Unreachable, error.Failure);
        Assert.StartsWith(
            "Git remote 'http://127.0.0.1:9/app.git' cannot be reached: unable to access "
            + "'http://127.0.0.1:9/app.git/': Failed to connect",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARemoteThatAnswersIsBelieved()
    {
        await ResolveAsync(Source.At("main"), Cached);

        Server.Trouble = HttpStatusCode.Forbidden;
        var denied = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source.At("main"), Cached));
        Server.Trouble = HttpStatusCode.NotFound;
        var missing = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source.At("main"), Cached));

        Assert.Equal((GitFailure.Denied, GitFailure.RepositoryMissing), (denied.Failure, missing.Failure));
        Assert.Equal(
            $"Git remote '{Repository.Url}' does not exist, or is hidden without a credential: repository "
            + $"'{Repository.Url}/' not found.",
            missing.Message);
    }

    [Fact]
    public async Task ADeletedBranchIsNotTakenFromBefore()
    {
        await Repository.RunAsync("branch", "short-lived");
        await ResolveAsync(Source.At("short-lived"), Cached);
        await GitRepository.GitInAsync(Repository.Path, "branch", "--delete", "--force", "short-lived");

        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source.At("short-lived"), Cached));

        Assert.Equal(
            $"Git remote '{Repository.Url}' has no branch, tag or commit 'short-lived'. Its branches are main.",
            error.Message);
    }

    [Fact]
    public async Task AHalfWrittenMemoryIsForgotten()
    {
        await ResolveAsync(Source, Cached);
        var file = Assert.Single(Directory.GetFiles(_cache.Path));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file))[..20]);
        Server.Trouble = HttpStatusCode.BadGateway;

        var error = await Assert.ThrowsAsync<GitException>(() => ResolveAsync(Source, Cached));

        Assert.EndsWith("No commit of it is known from before either.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutGitThereIsOneError()
    {
        var error = await Assert.ThrowsAsync<GitException>(
            () => ResolveAsync(Source, GitSettings.Default.SetProgram("no-such-git")));

        Assert.Equal(GitFailure.ProgramMissing, error.Failure);
        Assert.Equal(
            "The program 'no-such-git' cannot be started, and sources in git need it. Install git, or set its path "
            + "with SetProgram.", error.Message);
    }

    [Fact]
    public async Task ARemoteThatNeverAnswersIsGivenUp()
    {
        using var deaf = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var source = GitSource.Parse($"http://{deaf.LocalEndpoint}/app.git");

        var error = await Assert.ThrowsAsync<GitException>(
            () => ResolveAsync(source, GitSettings.Default.SetResolutionTimeout(TimeSpan.FromSeconds(0.5))));

        Assert.Equal(
            $"Git remote '{source.Address}' cannot be reached: no answer within 0.5 s. No commit of it is known from "
            + "before either.",
            error.Message);
    }

    [Fact]
    public async Task WrongSettingsAreToldAtOnce()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ResolveAsync(
                Source,
                GitSettings.Default.SetCacheDirectory("cache").SetProgram("").SetResolutionTimeout(TimeSpan.Zero)));

        Assert.Equal(
            $"'{Repository.Url}' cannot be resolved, for 3 reasons: git's cache directory 'cache' is not an absolute "
            + "path; the name of the git program is empty; the timeout of 00:00:00 for git is not greater than zero.",
            error.Message);
    }

    async Task<(string Commit, string? Name)> NameOfAsync(string reference)
    {
        var resolved = await ResolveAsync(Source.At(reference));
        return (resolved.Commit, resolved.ReferenceName);
    }

    Task<ResolvedCommit> ResolveAsync(GitSource source, GitSettings? settings = null) =>
        GitResolution.RunAsync(source, settings ?? GitSettings.Default, _time, CancellationToken.None);
}
