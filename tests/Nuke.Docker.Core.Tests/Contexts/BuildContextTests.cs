using System.Diagnostics;

namespace Nuke.Docker.Contexts;

public sealed class BuildContextTests
{
    static BuildContextSettings Settings => BuildContextSettings.Default;

    [Fact]
    public void TheDefaultTimeStampIsTheOneThatIsPromised() =>
        Assert.Equal(new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero), BuildContextSettings.Default.TimeStamp);

    [Fact]
    public async Task SendsTheDirectoryInTheOrderOfItsNamesBytes()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", "FROM scratch").Add("b/c").Add("b.txt")
            .AddDirectory("empty").Add("\uE000").Add("😀");

        var content = await tree.ScanAsync();

        Assert.Equal(["Dockerfile", "b/", "b/c", "b.txt", "empty/", "\uE000", "😀"], await content.ToNamesAsync());
        Assert.Equal((5, 12L, "Dockerfile"), (content.Files, content.Bytes, content.DockerfileName));
    }

    [Fact]
    public async Task TheSameTreeGivesTheSameBytesWhereverAndWheneverItWasMade()
    {
        using var one =
            new TemporaryTree().Add("Dockerfile", "FROM scratch").Add("b/c", "x").AddLink("b/l", "../b").Add("a", "y");
        using var other =
            new TemporaryTree().Add("a", "y").Add("b/c", "x").AddLink("b/l", "../b").Add("Dockerfile", "FROM scratch");
        File.SetLastWriteTimeUtc(other["a"], new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal(await (await one.ScanAsync()).ToBytesAsync(), await (await other.ScanAsync()).ToBytesAsync());
    }

    [Fact]
    public async Task FilesKeepTheirOwnTimeWhereNoneIsSet()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, 789, DateTimeKind.Utc);
        using var tree = new TemporaryTree().Add("Dockerfile");
        File.SetLastWriteTimeUtc(tree["Dockerfile"], time);

        var content = await tree.ScanAsync(Settings.SetTimeStamp(null));

        Assert.Equal(
            time.AddMilliseconds(-789),
            Assert.Single(ContextArchive.Read(await content.ToBytesAsync())).ModificationTime.UtcDateTime);
    }

    [Fact]
    public async Task ADirectoryOfNukesOwnIsLeftOutWhateverTheIgnoreFileSays()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add(".nuke/temp/a").Add(".nuke/temp-2/b")
            .Add(".dockerignore", "!.nuke/temp/a");

        var content = await tree.ScanAsync(Settings.AddExcludedPaths(tree[".nuke/temp"] + "/"));

        Assert.Equal(
            [".dockerignore", ".nuke/", ".nuke/temp-2/", ".nuke/temp-2/b", "Dockerfile"], await content.ToNamesAsync());
    }

    [Fact]
    public async Task TheIgnoreFileWithTheNameOfTheDockerfileCountsAlone()
    {
        using var tree = new TemporaryTree().Add("x.Dockerfile").Add("x.Dockerfile.dockerignore", "*.log")
            .Add(".dockerignore", "*.txt").Add("a.log").Add("a.txt");

        var content = await tree.ScanAsync(Settings.SetDockerfilePath("x.Dockerfile"));

        Assert.Equal(
            [".dockerignore", "a.txt", "x.Dockerfile", "x.Dockerfile.dockerignore"], await content.ToNamesAsync());
    }

    [Fact]
    public async Task PatternsOfTheSettingsHaveTheLastWord()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add(".dockerignore", "*.log\n!b.log").Add("a.log")
            .Add("b.log").Add("c.txt");

        var content = await tree.ScanAsync(Settings.AddIgnorePatterns("*.txt").AddIgnorePatterns("b*", "!a.log"));

        Assert.Equal([".dockerignore", "Dockerfile", "a.log"], await content.ToNamesAsync());
    }

    [Fact]
    public async Task ADockerfileThatOtherRulesThanTheIgnoreFileLeaveOutTravelsHidden()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", "FROM scratch").Add("a");

        var content = await tree.ScanAsync(Settings.AddIgnorePatterns("Dockerfile"));

        var entries = ContextArchive.Read(await content.ToBytesAsync());
        Assert.Equal(["a", content.DockerfileName, ".dockerignore"], entries.Select(entry => entry.Name));
        Assert.Equal("FROM scratch", entries[1].Text());
        Assert.Equal($".dockerignore\n{content.DockerfileName}\n", entries[2].Text());
    }

    [Fact]
    public async Task ADockerfileGivenAsTextIsNamedAfterItsContent()
    {
        using var tree = new TemporaryTree().Add(".dockerignore", "*.log");

        var content = await tree.ScanAsync(Settings.SetDockerfileText("FROM scratch\n"));

        Assert.Equal(".dockerfile.bb57c7da220a8753d7bd", content.DockerfileName);
        var entries = ContextArchive.Read(await content.ToBytesAsync());
        Assert.Equal([".dockerignore", content.DockerfileName], entries.Select(entry => entry.Name));
        Assert.Equal([$"*.log\n{content.DockerfileName}\n", "FROM scratch\n"], entries.Select(ContextArchive.Text));
    }

    [Fact]
    public async Task TheLowerCaseNameServesWhereTheUsualOneIsMissing()
    {
        using var tree = new TemporaryTree().Add("dockerfile");

        Assert.Equal("dockerfile", (await tree.ScanAsync()).DockerfileName);
    }

    [Fact]
    public async Task LinksAreSentAsTheyAreAndNeverFollowed()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").AddLink("round", ".").AddLink("away", "/etc")
            .AddLink("nowhere", "no/thing");

        var entries = ContextArchive.Read(await (await tree.ScanAsync()).ToBytesAsync());

        Assert.Equal(
            [("Dockerfile", ""), ("away", "/etc"), ("nowhere", "no/thing"), ("round", ".")],
            entries.Select(entry => (entry.Name, entry.LinkName)));
    }

    [Fact]
    public async Task HardLinksAreFilesOfTheirOwn()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add("a", "content");
        using (var link = Process.Start("ln", [tree["a"], tree["b"]]))
            await link.WaitForExitAsync();

        var entries = ContextArchive.Read(await (await tree.ScanAsync()).ToBytesAsync());

        Assert.Equal(["", "content", "content"], entries.Select(ContextArchive.Text));
    }

    [Fact]
    public async Task ALargeContextNamesItsLargestDirectories()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add("a/b/c/d", new('x', 300)).Add("a/e", new('x', 30))
            .Add("f/g", new('x', 100));

        var content = await tree.ScanAsync(Settings.SetLargeContextBytes(429));

        Assert.True(content.IsLarge);
        Assert.Equal([new("a", 2, 330), new("a/b", 1, 300), new("f", 1, 100)], content.LargestDirectories);
        Assert.False((await tree.ScanAsync(Settings.SetLargeContextBytes(430).SetLargeContextFiles(4))).IsLarge);
        Assert.True((await tree.ScanAsync(Settings.SetLargeContextFiles(3))).IsLarge);
    }

    [Fact]
    public void RelativePathsAreRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => BuildContext.FromDirectory("source", Settings));

        Assert.Equal(
            "'source' is not an absolute path. Combine it with the root directory of the build. (Parameter "
            + "'directory')",
            exception.Message);
    }

    [Fact]
    public async Task MistakesAreNamedWithTheRemedy()
    {
        using var tree = new TemporaryTree().Add("Dockerfile-builder").Add("Dockerfile-runtime").Add("docker/x")
            .Add("Dockerfile-builder.dockerignore");

        Assert.Equal(
            $"Dockerfile '{tree["Dockerfile-biulder"]}' does not exist. Did you mean 'Dockerfile-builder' or "
            + "'Dockerfile-runtime'?",
            await FailureAsync(tree.Root, Settings.SetDockerfilePath("Dockerfile-biulder")));
        Assert.Equal(
            $"Dockerfile '{tree["docker/Dockerfile"]}' does not exist. Nothing near it has 'Dockerfile' in its name; "
            + "set its path or its text.",
            await FailureAsync(tree.Root, Settings.SetDockerfilePath("docker/Dockerfile")));
        Assert.Equal(
            $"Dockerfile '{tree["docker"]}' is a directory. Name the file in it.",
            await FailureAsync(tree.Root, Settings.SetDockerfilePath("docker")));
        Assert.Equal(
            $"Build context '{tree["docker/x"]}' is a file. Name its directory, and the file as the Dockerfile if it "
            + "is one.",
            await FailureAsync(tree["docker/x"], Settings));
        Assert.Equal(
            $"Build context '{tree["no"]}' does not exist.",
            await FailureAsync(tree["no"], Settings));
    }

    [Fact]
    public async Task AMalformedIgnoreFileIsNamed()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add(".dockerignore", "a\n[a-");

        var exception = await Assert.ThrowsAsync<FormatException>(() => tree.ScanAsync());

        Assert.Equal($"{tree[".dockerignore"]}:2: '[a-' has no closing bracket.", exception.Message);
    }

    [Theory]
    [InlineData("/", "the root of a file system")]
    [InlineData("/home/someone", "a home directory")]
    [InlineData("/Users/someone", "a home directory")]
    [InlineData("/root", "a home directory")]
    [InlineData("/data/someone", "a home directory")]
    public void RootsAndHomesAreRefusedUnlessAskedFor(string directory, string kind)
    {
        var exception = Assert.Throws<BuildContextException>(
            () => ContextGuard.Refuse(directory, directory, "/data/someone/", allowRootOrHome: false));

        Assert.Equal(
            $"Build context '{directory}' is {kind}, and everything in it would be sent. Choose a directory below it, "
            + "or set AllowRootOrHome if that is what you want.",
            exception.Message);
        ContextGuard.Refuse(directory, directory, "/data/someone/", allowRootOrHome: true);
        ContextGuard.Refuse(directory + "/project", directory + "/project", "/data/someone/", directory == "/");
    }

    [Fact]
    public async Task ALinkToTheRootIsTheRoot()
    {
        using var tree = new TemporaryTree().AddLink("link", "/");

        Assert.StartsWith(
            $"Build context '{tree["link"]}' is the root of a file system",
            await FailureAsync(tree["link"], Settings),
            StringComparison.Ordinal);
    }

    static async Task<string> FailureAsync(string directory, BuildContextSettings settings) =>
        (await Assert.ThrowsAsync<BuildContextException>(
            () => BuildContext.FromDirectory(directory, settings).ScanAsync(default))).Message;
}
