using Nuke.Docker.Git;

namespace Nuke.Docker.Core.Tests.Git;

public class GitSourceTests
{
    [Theory]
    [InlineData("https://host/x.git", "https://host/x.git", null, null)]
    [InlineData("https://host/x.git#main", "https://host/x.git", "main", null)]
    [InlineData("https://host/x.git#feature/a:docker/app", "https://host/x.git", "feature/a", "docker/app")]
    [InlineData("https://host/x.git#:docker", "https://host/x.git", null, "docker")]
    [InlineData("https://host/x.git#main:/docker/", "https://host/x.git", "main", "docker")]
    [InlineData("https://host/x.git#main:", "https://host/x.git", "main", null)]
    [InlineData("https://host/x.git#", "https://host/x.git", null, null)]
    [InlineData("https://host:8443/x", "https://host:8443/x", null, null)]
    [InlineData("HTTP://host/x.git", "http://host/x.git", null, null)]
    [InlineData("github.com/owner/x#v1", "https://github.com/owner/x", "v1", null)]
    [InlineData("git@host:owner/x.git#v1:a", "git@host:owner/x.git", "v1", "a")]
    [InlineData("ssh://git@host:2222/x.git", "ssh://git@host:2222/x.git", null, null)]
    [InlineData("git://[::1]:9418/x.git", "git://[::1]:9418/x.git", null, null)]
    [InlineData("file:///srv/x.git#pull/42/head", "file:///srv/x.git", "pull/42/head", null)]
    public void AnAddressIsTakenApart(string text, string address, string? reference, string? directory)
    {
        var source = GitSource.Parse(text);

        Assert.Equal((address, reference, directory), (source.Address, source.Reference, source.Subdirectory));
        Assert.Null(source.Credential);
    }

    [Theory]
    [InlineData("https://me:pa%2Fss@host/x.git", "me", "pa/ss")]
    [InlineData("https://me:p@ss@host/x.git", "me", "p@ss")]
    [InlineData("http://token@host/x.git", "token", "")]
    public void UserInfoIsTakenOutAndNeverShown(string text, string userName, string password)
    {
        var source = GitSource.Parse(text);

        Assert.Equal((userName, password), (source.Credential!.UserName, source.Credential.Password));
        Assert.EndsWith("://host/x.git", source.Address, StringComparison.Ordinal);
        Assert.Equal(source.Address, source.ToString());
        Assert.Equal("***", source.Credential.ToString());
    }

    [Theory]
    [InlineData(
        "", "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    [InlineData(
        "x.git", "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    [InlineData(
        "/srv/x.git",
        "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    [InlineData("ext::sh -c id", "it has blanks or control characters. Write them as %20.")]
    [InlineData(
        "ftp://host/x.git",
        "'ftp' is no protocol of git. Write https://host/path.git, ssh://user@host/path, user@host:path, "
        + "git://host/path or file:///path.")]
    [InlineData(
        "--upload-pack=id",
        "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    [InlineData(
        "ssh://-oProxyCommand=id/x",
        "its host is no name or IP address. Write https://host/path.git, ssh://user@host/path, user@host:path, "
        + "git://host/path or file:///path.")]
    [InlineData(
        "git@-oProxyCommand=id:x",
        "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    [InlineData("https://host", "it has no path.")]
    [InlineData(
        "https://host/x.git?ref=main",
        "it has a query. Write reference and directory behind the path, as #reference:directory.")]
    [InlineData("file://host/x", "file:// takes an absolute path and no host.")]
    [InlineData("https://host/x.git#--upload-pack=id", "'--upload-pack=id' is no name of a branch, tag or commit.")]
    [InlineData("https://host/x.git#a..b", "'a..b' is no name of a branch, tag or commit.")]
    [InlineData("https://host/x.git#main:../../etc", "the directory '../../etc' leads out of the repository.")]
    [InlineData("https://host/x.git#main:.git/hooks", "the directory '.git/hooks' is git's own.")]
    [InlineData("https://host/x.git#main:a\\b", "the directory 'a\\b' has backslashes. Write forward slashes.")]
    public void WhatIsNoAddressIsRefused(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => GitSource.Parse(text));

        Assert.Equal($"'{text}' is not the address of a git repository: {reason}", error.Message);
        Assert.False(GitSource.TryParse(text, out _));
    }

    [Theory]
    [InlineData(
        "ssh://me:hidden@host/x.git",
        "'ssh://***@host/x.git' is not the address of a git repository: ssh takes no password from an address. Use a "
        + "key.")]
    [InlineData(
        "git://me:hidden@host/x.git",
        "'git://***@host/x.git' is not the address of a git repository: git:// knows no users.")]
    [InlineData(
        "https://me:hid/den@host/x.git",
        "'https://***@host/x.git' is not the address of a git repository: its host is no name or IP address. Write "
        + "https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.")]
    public void AnErrorShowsNoUserInfo(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => GitSource.Parse(text)).Message);

    // https://docs.docker.com/build/concepts/context/ and the tests of BuildKit's gitutil decide.
    [Theory]
    [InlineData("https://host/x.git", true)]
    [InlineData("https://host/x.git#main:dir", true)]
    [InlineData("http://me:secret@host/x.git", true)]
    [InlineData("https://host/x", false)]
    [InlineData("https://host/x.tar.gz", false)]
    [InlineData("https://host/x.git/archive.tar", false)]
    [InlineData("git://host/x", true)]
    [InlineData("ssh://git@host/x", true)]
    [InlineData("git@host:x", true)]
    [InlineData("github.com/owner/x", true)]
    [InlineData("host:x", false)]
    [InlineData("./x.git", false)]
    public void GitIsToldFromDownloads(string text, bool isGit) => Assert.Equal(isGit, GitSource.IsGit(text));

    [Fact]
    public void OnlyWebServersTakeAPassword()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => GitSource.Parse("ssh://git@host/x").WithCredential("me", "hidden"));

        Assert.Equal(
            "'ssh://git@host/x' takes no user name and password: only http and https do. Use an ssh key.",
            error.Message);
    }

    [Fact]
    public void ACredentialHasNoLineEnds() => Assert.Equal(
        "A git credential has control characters, such as a line end. Trim what it was read from.",
        Assert.Throws<ArgumentException>(() => new GitCredential("me", "hidden\n")).Message);

    [Fact]
    public void ACredentialIsFoundInTexts()
    {
        var credential = new GitCredential("me", "hid/den");

        Assert.True(credential.IsIn("https://hid%2Fden@host"));
        Assert.True(credential.IsIn("--token=hid/den"));
        Assert.False(credential.IsIn("me"));
        Assert.True(new GitCredential("token", "").IsIn("token"));
    }
}
