using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class SyncSelectionTests : IDisposable
{
    readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task WithoutPatternsEverythingIsListedInTheOrderOfTheProtocol()
    {
        _tree.Add("a.txt").Add("a/z").Add("a/b/c").Add("ä").Add("a-").AddDirectory("empty");

        Assert.Equal(["a", "a/b", "a/b/c", "a/z", "a-", "a.txt", "empty", "ä"], await SelectAsync());
        Assert.Equal(["a", "a/b", "a/b/c", "a/z", "a-", "a.txt", "empty", "ä"], await SelectAsync(follow: ["a", "."]));
    }

    [Fact]
    public async Task APatternTakesWhatIsBelowAndItsParentsComeFirst()
    {
        _tree.Add("src/app/main.c").Add("src/app/main.h").Add("src/lib/x.c").Add("other/y.c");

        Assert.Equal(["src", "src/app", "src/app/main.c", "src/app/main.h"], await SelectAsync(follow: ["src/app"]));
        Assert.Equal(["src", "src/lib", "src/lib/x.c"], await SelectAsync(includes: ["**/x.c"]));
        Assert.Equal(
            ["other", "other/y.c", "src", "src/app", "src/app/main.h"],
            await SelectAsync(includes: ["other"], follow: ["src/*/*.h"]));
        Assert.Empty(await SelectAsync(follow: ["missing"]));
    }

    [Fact]
    public async Task LinksAreFollowedInsideTheDirectory()
    {
        _tree.Add("real/file").Add("real/other").Add("etc/passwd")
            .AddLink(
                "dir", "real").AddLink("deep/link", "../real/file").AddLink("out", "../../etc/passwd").AddLink("root",
                "/etc/passwd");

        Assert.Equal(["dir", "real", "real/file"], await SelectAsync(follow: ["dir/file"]));
        Assert.Equal(["deep", "deep/link", "real", "real/file"], await SelectAsync(follow: ["deep/link"]));
        Assert.Equal(["etc", "etc/passwd", "out"], await SelectAsync(follow: ["out"]));
        Assert.Equal(["etc", "etc/passwd", "root"], await SelectAsync(follow: ["/root"]));
        Assert.Equal(["deep", "deep/link", "real", "real/file"], await SelectAsync(follow: ["deep/l*"]));
    }

    [Fact]
    public async Task LinksThatGoRoundInCirclesEnd()
    {
        _tree.AddLink("a", "b").AddLink("b", "a").AddLink("self", "self/self");

        Assert.Equal(["a", "b"], await SelectAsync(follow: ["a"]));
        Assert.Equal(["self"], await SelectAsync(follow: ["self"]));
    }

    [Fact]
    public async Task DirectoriesThatAreIgnoredComeBeforeWhatIsKeptInThem()
    {
        _tree.Add(
            "build/out/keep.txt").Add("build/drop.txt").Add(".dockerignore",
            "build\n!build/out/keep.txt\n.dockerignore\n").Add("Dockerfile");

        Assert.Equal(["Dockerfile", "build", "build/out", "build/out/keep.txt"], await SelectAsync());
    }

    [Fact]
    public async Task WhatOnlyTheEngineMaySeeIsNotCopied()
    {
        _tree.Add("Dockerfile").Add(".dockerignore", "*\n!app\n").Add("app");

        Assert.Equal(["app"], await SelectAsync());
    }

    async Task<IEnumerable<string>> SelectAsync(string[]? includes = null, string[]? follow = null)
    {
        if (!File.Exists(_tree["Dockerfile"]))
            return SyncSelection.Select(
                SyncedDirectory.Of(await _tree.ScanAsync(WithText)), includes ?? [],
                follow ?? []).Select(file => file.Stat.Path);
        return SyncSelection.Select(
            SyncedDirectory.Of(await _tree.ScanAsync()), includes ?? [], follow ?? []).Select(file => file.Stat.Path);
    }

    static BuildContextSettings WithText => BuildContextSettings.Default.SetDockerfileText("FROM scratch\n");
}
