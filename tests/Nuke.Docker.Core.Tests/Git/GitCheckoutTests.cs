using System.Net;
using Nuke.Docker.Git;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Git;

public sealed class GitCheckoutTests : IAsyncLifetime
{
    readonly TemporaryDirectory _directory = new();
    GitServer? _server;
    GitRepository? _repository;

    GitServer Server => _server!;

    GitRepository Repository => _repository!;

    GitSettings Cached => GitSettings.Default.SetCacheDirectory(Path.Combine(_directory.Path, "cache"));

    public async Task InitializeAsync()
    {
        _server = await GitServer.StartAsync(authenticates: true);
        _repository = await _server.CreateAsync("app");
        await _repository.CommitAsync(("file", "1\n"), ("docker/Dockerfile", "FROM alpine\n"));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task TheFilesOfOneCommitAreThereWithoutGitsOwnAndGoAgain()
    {
        await Repository.CommitAsync(("file", "2\n"));

        var checkout = await CheckOutAsync(Source());
        using (checkout)
        {
            Assert.Equal(["docker/Dockerfile", "file"], Files(checkout));
            Assert.Equal("2\n", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "file")));
            Assert.Equal(DateTimeOffset.Parse("2024-05-06T07:08:09+02:00", null), checkout.Time);
        }

        Assert.False(Directory.Exists(checkout.Root));
    }

    [Fact]
    public async Task AnOlderCommitIsFetchedByItsId()
    {
        var first = (await Repository.GitAsync("rev-parse", "HEAD")).Trim();
        await Repository.CommitAsync(("file", "2\n"));

        using var checkout = await CheckOutAsync(Source().At(first));

        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "file")));
    }

    [Fact]
    public async Task ACommitThatIsNowhereIsMissing()
    {
        var commit = new string('a', 40);

        var error = await Assert.ThrowsAsync<GitException>(() => CheckOutAsync(Source().At(commit)));

        Assert.Equal(GitFailure.ReferenceMissing, error.Failure);
        Assert.StartsWith($"Git remote '{Repository.Url}' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(commit, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmodulesComeAlong()
    {
        var inner = await Server.CreateAsync("inner");
        await inner.CommitAsync(("inner-file", "inner"));
        var middle = await Server.CreateAsync("middle");
        await middle.CommitAsync(("middle-file", "middle"));
        await AddSubmoduleAsync(middle, inner, "deep");
        await AddSubmoduleAsync(Repository, middle, "lib");

        using var checkout = await CheckOutAsync(Source());

        Assert.Equal(
            [".gitmodules", "docker/Dockerfile", "file", "lib/.gitmodules", "lib/deep/inner-file", "lib/middle-file"],
            Files(checkout));
    }

    [Theory]
    [InlineData("nuke", "wrong")]
    [InlineData(null, null)]
    public async Task WithoutTheRightCredentialAccessIsDenied(string? userName, string? password)
    {
        var source = GitSource.Parse(Repository.Url)
            .WithCredential(userName is null ? null : new GitCredential(userName, password!));

        var error = await Assert.ThrowsAsync<GitException>(() => CheckOutAsync(source));

        Assert.Equal(GitFailure.Denied, error.Failure);
        Assert.Equal(
            userName is null
                ? $"Git remote '{Repository.Url}' denies access without a credential: could not read Username for "
                    + $"'http://{Server.Address}': terminal prompts disabled. Give one that may read it with "
                    + "WithCredential."
                : $"Git remote '{Repository.Url}' denies access with the given credential: Authentication failed for "
                    + $"'{Repository.Url}/'. Give one that may read it with WithCredential.",
            error.Message);
    }

    [Fact]
    public async Task ACredentialInTheAddressWorksAndIsInNoArgument()
    {
        var log = Path.Combine(_directory.Path, "arguments");
        var program = Path.Combine(_directory.Path, "git");
        await Script.WriteAsync(program, $"echo \"$@\" >>{log}\nexec git \"$@\"");
        var url = Repository.Url.Replace(
            "http://",
            $"http://{GitServer.UserName}:{Uri.EscapeDataString(GitServer.Password)}@",
            StringComparison.Ordinal);

        using var checkout = await CheckOutAsync(GitSource.Parse(url), GitSettings.Default.SetProgram(program));

        var arguments = await File.ReadAllTextAsync(log);
        Assert.Contains("fetch", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain(
            GitServer.UserName,
            arguments.Replace(checkout.Root, "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain(Server.Requests, request => request.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACredentialIsForItsOwnServerOnly()
    {
        await using var other = await GitServer.StartAsync(authenticates: true);
        var foreign = await other.CreateAsync("foreign");
        await foreign.CommitAsync(("file", "foreign"));
        await AddSubmoduleAsync(Repository, foreign, "lib");

        var error = await Assert.ThrowsAsync<GitException>(() => CheckOutAsync(Source()));

        Assert.Contains(
            $"could not read Username for 'http://{other.Address}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatGitSaysIsRedacted()
    {
        var program = Path.Combine(_directory.Path, "git");
        await Script.WriteAsync(
            program,
            $"echo 'fatal: cannot read https://a:b@host/x with {GitServer.Password} or s3cret%2Fword' >&2; exit 1");

        var error = await Assert.ThrowsAsync<GitException>(
            () => CheckOutAsync(Source(), GitSettings.Default.SetProgram(program)));

        Assert.Equal(
            $"Git remote '{Repository.Url}' cannot be read: cannot read https://***@host/x with *** or ***.",
            error.Message);
    }

    [Fact]
    public async Task OfflineTheLastCheckoutIsUsed()
    {
        (await CheckOutAsync(Source(), Cached)).Dispose();
        Server.Trouble = HttpStatusCode.ServiceUnavailable;

        using var checkout = await CheckOutAsync(Source(), Cached);

        Assert.Equal(["docker/Dockerfile", "file"], Files(checkout));
    }

    [Fact]
    public async Task AnUnchangedRemoteIsNotFetchedAgain()
    {
        (await CheckOutAsync(Source(), Cached)).Dispose();
        var before = Server.Requests.Count;

        (await CheckOutAsync(Source(), Cached)).Dispose();

        // Asked anonymously, asked again with the credential, the references: no pack.
        Assert.Equal(3, Server.Requests.Count - before);
    }

    [Fact]
    public async Task OnlyTheLastCheckoutIsKeptAndThoseInUse()
    {
        var first = await CheckOutAsync(Source(), Cached);
        await Repository.CommitAsync(("file", "2\n"));
        var second = await CheckOutAsync(Source(), Cached);
        Assert.True(Directory.Exists(first.Root));

        first.Dispose();
        second.Dispose();
        (await CheckOutAsync(Source(), Cached)).Dispose();

        Assert.False(Directory.Exists(first.Root));
        Assert.True(Directory.Exists(second.Root));
    }

    [Fact]
    public async Task LineEndsStayAsTheyWereCommitted()
    {
        await Repository.CommitAsync(("windows", "a\r\nb\r\n"), ("unix", "a\nb\n"));
        var configuration = _directory.Write("gitconfig", "[core]\n\tautocrlf = true\n\teol = crlf\n");
        var program = Path.Combine(_directory.Path, "git");
        await Script.WriteAsync(program, $"GIT_CONFIG_GLOBAL={configuration} exec git \"$@\"");

        using var checkout = await CheckOutAsync(Source(), GitSettings.Default.SetProgram(program));

        Assert.Equal("a\r\nb\r\n", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "windows")));
        Assert.Equal("a\nb\n", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "unix")));
    }

    static string[] Files(GitCheckout checkout) =>
    [
        .. Directory.EnumerateFiles(
            checkout.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => Path.GetRelativePath(checkout.Root, path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The submodule's files come from the disk, its address is that of the server.</summary>
    static async Task AddSubmoduleAsync(GitRepository repository, GitRepository submodule, string path)
    {
        await repository.GitAsync("submodule", "--quiet", "add", submodule.Path, path);
        await repository.GitAsync("submodule", "--quiet", "set-url", path, submodule.Url);
        await repository.CommitAsync();
    }

    GitSource Source() => GitSource.Parse(Repository.Url).WithCredential(GitServer.UserName, GitServer.Password);

    static async Task<GitCheckout> CheckOutAsync(GitSource source, GitSettings? settings = null)
    {
        var git = settings ?? GitSettings.Default;
        return await GitCheckout.RunAsync(
            await GitResolution.RunAsync(source, git, CancellationToken.None), git, CancellationToken.None);
    }
}
