using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images.Sources;

public sealed class ImageOriginTests : IDisposable
{
    const string Commit = "0123456789abcdef0123456789abcdef01234567";
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ADirectoryOfACommitHasItsLabels()
    {
        var (tree, commit) = await CreateAsync();
        await GitAsync(tree, "tag", "v1.4.0-rc.1");
        await GitAsync(tree, "remote", "set-url", "origin", "https://me:hidden@host/x.git");

        Assert.Equal(
            [
                ("org.opencontainers.image.created", "2024-05-06T05:08:09Z"),
                ("org.opencontainers.image.ref.name", "main"),
                ("org.opencontainers.image.revision", commit),
                ("org.opencontainers.image.source", "https://host/x.git"),
                ("org.opencontainers.image.version", "1.4.0-rc.1"),
            ],
            await LabelsAsync(Path.Combine(tree, "app")));
    }

    [Fact]
    public async Task WhatIsNotCommittedIsSaid()
    {
        var (tree, commit) = await CreateAsync();
        await GitAsync(tree, "tag", "1.0");
        await File.WriteAllTextAsync(Path.Combine(tree, "app", "new"), "");

        Assert.Equal(
            [("org.opencontainers.image.ref.name", "main"), ("org.opencontainers.image.revision", $"{commit}-dirty")],
            await LabelsAsync(Path.Combine(tree, "app")));
    }

    [Fact]
    public async Task WhatIsOutsideTheContextOrIgnoredMakesNothingDirty()
    {
        var (tree, commit) = await CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(tree, "outside"), "");
        await File.WriteAllTextAsync(Path.Combine(tree, "app", "ignored.log"), "");

        Assert.Contains(("org.opencontainers.image.revision", commit), await LabelsAsync(Path.Combine(tree, "app")));
    }

    [Fact]
    public async Task WithoutGitOrACommitThereAreNone()
    {
        Assert.Empty(await LabelsAsync(_directory.Path));
        await GitRepository.GitInAsync(_directory.Path, "init", "--quiet");
        Assert.Empty(await LabelsAsync(_directory.Path));
    }

    [Fact]
    public async Task AWorkTreeThatGitDoesNotReadIsAnError()
    {
        _directory.Write(".git", "gitdir: /nowhere\n");

        var error = await Assert.ThrowsAsync<GitException>(
            () => GitWorkTree.ReadAsync(_directory.Path, GitSettings.Default, CancellationToken.None));

        Assert.Equal(
            $"Git does not read the work tree of '{_directory.Path}': not a git repository: /nowhere.", error.Message);
    }

    [Fact]
    public async Task TheBuildServerFillsInWhatADetachedCheckoutDoesNotKnow()
    {
        var (tree, commit) = await CreateAsync();
        await GitAsync(tree, "checkout", "--quiet", "--detach");
        await GitAsync(tree, "remote", "remove", "origin");
        var server = new CiBuild(commit, "feature/a", "https://host/x", Workspace: null);

        var labels = await LabelsAsync(tree, server);
        Assert.Contains(("org.opencontainers.image.ref.name", "feature/a"), labels);
        Assert.Contains(("org.opencontainers.image.source", "https://host/x"), labels);
        Assert.DoesNotContain(
            await LabelsAsync(tree, server with { Commit = Commit }),
            label => label.Value.Contains("feature", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutGitTheBuildServerCountsInItsOwnWorkspaceOnly()
    {
        var server = new CiBuild(Commit, "v2.0.1", "https://host/x", "/srv/repo");

        Assert.Equal(
            new ImageOrigin(Commit, "https://host/x", "v2.0.1", "2.0.1", Created: null),
            ImageOrigin.Of("/srv/repo/app", tree: null, server));
        Assert.Null(ImageOrigin.Of("/srv/other", tree: null, server));
        Assert.Null(ImageOrigin.Of("/srv/repository", tree: null, server));
        Assert.Null(ImageOrigin.Of("/srv/repo", tree: null, server with { Workspace = null }));
    }

    [Theory]
    [InlineData(
        "GITHUB_SHA={0} GITHUB_REF_NAME=main GITHUB_SERVER_URL=https://host GITHUB_REPOSITORY=o/x GITHUB_WORKSPACE=/w",
        "main",
        "https://host/o/x",
        "/w")]
    [InlineData(
        "CI_COMMIT_SHA={0} CI_COMMIT_REF_NAME=main CI_PROJECT_URL=https://host/o/x CI_PROJECT_DIR=/w",
        "main",
        "https://host/o/x",
        "/w")]
    [InlineData(
        "BUILD_SOURCEVERSION={0} BUILD_SOURCEBRANCH=refs/heads/main BUILD_REPOSITORY_URI=https://o@host/o/x "
        + "BUILD_SOURCESDIRECTORY=/w",
        "main",
        "https://host/o/x",
        "/w")]
    [InlineData(
        "BITBUCKET_COMMIT={0} BITBUCKET_BRANCH=main BITBUCKET_TAG=v1 BITBUCKET_GIT_HTTP_ORIGIN=http://host/o/x "
        + "BITBUCKET_CLONE_DIR=/w",
        "v1",
        "http://host/o/x",
        "/w")]
    [InlineData(
        "CIRCLE_SHA1={0} CIRCLE_BRANCH=main CIRCLE_REPOSITORY_URL=git@host:o/x.git CIRCLE_WORKING_DIRECTORY=/w",
        "main",
        "git@host:o/x.git",
        "/w")]
    [InlineData(
        "GIT_COMMIT={0} GIT_BRANCH=origin/main GIT_URL=https://host/o/x.git WORKSPACE=/w",
        "main",
        "https://host/o/x.git",
        "/w")]
    [InlineData("BUILD_VCS_NUMBER={0}", null, null, null)]
    public void EachBuildServerIsRead(string variables, string? reference, string? repository, string? workspace)
    {
        var values = variables.Replace("{0}", Commit, StringComparison.Ordinal).Split(' ')
            .Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]);

        Assert.Equal(new CiBuild(Commit, reference, repository, workspace), CiBuild.Detect(values.GetValueOrDefault));
    }

    [Fact]
    public void NoBuildServerIsNone()
    {
        Assert.Null(CiBuild.Detect(_ => null));
        Assert.Null(CiBuild.Detect(name => name == "GIT_COMMIT" ? "main" : ""));
    }

    [Fact]
    public void LabelsAreReadBack()
    {
        var origin = new ImageOrigin(
            Commit, "https://host/x", "main", "1.0", new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero));

        Assert.Equal(origin, ImageOrigin.From(origin.ToLabels()));
        Assert.Null(ImageOrigin.From(new Dictionary<string, string>()));
    }

    async Task<(string Tree, string Commit)> CreateAsync()
    {
        var repository = await GitRepository.CreateAsync(Path.Combine(_directory.Path, "x.git"));
        var commit = await repository.CommitAsync(("app/Dockerfile", "FROM a\n"), (".gitignore", "*.log\n"));
        return ((await repository.GitAsync("rev-parse", "--show-toplevel")).Trim(), commit);
    }

    static Task<string> GitAsync(string tree, params string[] arguments) => GitRepository.GitInAsync(tree, arguments);

    static async Task<(string Name, string Value)[]> LabelsAsync(string directory, CiBuild? server = null)
    {
        var tree = await GitWorkTree.ReadAsync(directory, GitSettings.Default, CancellationToken.None);
        var labels = ImageOrigin.Of(directory, tree, server)?.ToLabels() ?? new Dictionary<string, string>();
        return [.. labels.Select(label => (label.Key, label.Value))
            .OrderBy(label => label.Key, StringComparer.Ordinal)];
    }
}
