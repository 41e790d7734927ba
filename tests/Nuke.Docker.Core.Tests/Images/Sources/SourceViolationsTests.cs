using Nuke.Docker.Git;
using Nuke.Docker.Images;

namespace Nuke.Docker.Core.Tests.Images.Sources;

public class SourceViolationsTests
{
    const string OnThisSide =
        "Clone on this side and send it as the context: SetContext(GitSource.Parse(…).WithCredential(…)).";
    static readonly ImageBuildSettings _settings = ImageBuildSettings.Default.SetContextDirectory("/repo");

    [Theory]
    [InlineData("https://me:hidden@host/x.git")]
    [InlineData("--repo=http://hidden@host/x")]
    [InlineData("ssh://me:hidden@host/x")]
    public void ABuildArgumentWithUserInfoIsRefused(string value) => Assert.Equal(
        [$"the build argument 'REPO' holds a credential, which stays readable in the image's history. {OnThisSide}"],
        _settings.SetBuildArgument("REPO", value).Violations());

    [Theory]
    [InlineData("s3cret/word")]
    [InlineData("s3cret%2Fword")]
    [InlineData("token:s3cret/word")]
    public void ABuildArgumentOrLabelThatIsTheCredentialIsRefused(string value)
    {
        var settings = ImageBuildSettings.Default.SetContext(GitSource.Parse("https://me:s3cret%2Fword@host/x.git"));

        Assert.Equal(
            [$"the build argument 'PASSWORD' holds a credential, which stays readable in the image's history. {OnThisSide}"],
            settings.SetBuildArgument("PASSWORD", value).Violations());
        Assert.Equal(
            ["the label 'who' holds a credential, which everybody can read who has the image. Take it out."],
            settings.SetLabel("who", value).Violations());
    }

    [Fact]
    public void TheCredentialOfANamedContextIsAsSecret() => Assert.Equal(
        ["the label 'who' holds a credential, which everybody can read who has the image. Take it out."],
        _settings.AddNamedContext("lib", GitSource.Parse("https://me:s3cret%2Fword@host/x.git"))
            .SetLabel("who", "s3cret/word").Violations());

    [Theory]
    [InlineData("https://host/x.git")]
    [InlineData("git@host:x.git")]
    [InlineData("ssh://git@host/x.git")]
    [InlineData("me@example.org")]
    [InlineData("me")]
    public void WhatIsNoSecretIsFine(string value) =>
        Assert.Empty(_settings.SetBuildArgument("REPO", value).Violations());

    [Fact]
    public void APinHasNoCredentialAndAValueOfItsOwn() => Assert.Equal(
        [
            "the build argument 'COMMIT' is set and pinned to 'https://host/x.git'. Leave one of them out.",
            "the Dockerfile would need a credential to clone 'https://host/x.git', and the settings have no secret "
            + $"that it could mount. Call AddSecret. Or, without BuildKit: {OnThisSide}",
        ],
        _settings.SetBuildArgument("COMMIT", "main").PinGit("COMMIT", "https://me:hidden@host/x.git").Violations());

    [Fact]
    public void APinMayHaveACredentialIfTheDockerfileCanMountOne() => Assert.Empty(
        _settings.AddSecret("password", "hidden-from-all").PinGit("COMMIT", "https://me:hidden-from-all@host/x.git")
            .Violations());

    [Fact]
    public void TheEngineGetsNoCredential() => Assert.Equal(
        ["the engine's log would show the credential in the remote context 'https://***@host/x.git'. Call SetContext: then it is cloned on this side."],
        ImageBuildSettings.Default.SetRemoteContext("https://me:hidden@host/x.git").Violations());

    [Fact]
    public void ARemoteContextHasItsOwnDockerfile() => Assert.Equal(
        [
            "the remote context 'ftp://host/x' is no address that an engine fetches.",
            "the remote context 'ftp://host/x' is fetched by the engine, so the Dockerfile cannot be added on this "
            + "side.",
        ],
        ImageBuildSettings.Default.SetRemoteContext("ftp://host/x").SetDockerfile("/repo/Dockerfile").Violations());

    [Fact]
    public void TheContextIsWhatWasSetLast()
    {
        var git = ImageBuildSettings.Default.SetContext("https://host/x.git#main:app");
        Assert.Equal("https://host/x.git#main:app", $"{git.GitContext}");
        var archive = git.SetContext("https://host/x.tar.gz");
        Assert.Equal(
            (null, "https://host/x.tar.gz", null),
            (archive.GitContext, archive.RemoteContext, archive.ContextDirectory));
        var directory = archive.SetContext("/repo");
        Assert.Equal(
            (null, null, "/repo"), (directory.GitContext, directory.RemoteContext, directory.ContextDirectory));
    }

    [Fact]
    public void WhatIsNoContextIsRefused() => Assert.Equal(
        "'ftp://***@host/x' is no context: expected an absolute path, or the address of a repository, archive or "
        + "Dockerfile.",
        Assert.Throws<FormatException>(() => ImageBuildSettings.Default.SetContext("ftp://me:hidden@host/x")).Message);
}
