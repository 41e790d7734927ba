using System.Diagnostics;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Containers;

public abstract partial class ArtifactTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task FilesDirectoriesContentsAndPatternsKeepTheirPlace()
    {
        var items = await CopyAsync(
            "mkdir -p /out/dir/sub /out/empty /out/content /deep/x/y; echo 1 >/out/file; echo 2 >/out/dir/sub/a; echo "
            + "3 >/out/content/c; echo 4 >/out/one.so; echo 5 >/out/two.so; echo 6 >/out/b1; echo 7 >/out/b2; echo 8 "
            + ">/out/bx; echo 9 >/deep/x/y/z.txt; echo 10 >/deep/t.txt",
            pattern => pattern
                .Artifact("/out/file")
                .Artifact("/out/file", "renamed/new")
                .Artifact("/out/file", "into/")
                .Artifact("/out/dir")
                .Artifact("/out/dir", "moved")
                .Artifact("/out/content/.")
                .Artifact("/out/content/.", "inner")
                .Artifact("/out/*.so", "lib")
                .Artifact("/out/b[0-9]")
                .Artifact("/out/b?", "all")
                .Artifact("/deep/**/*.txt", "texts")
                .Artifact("/out/empty"));

        Assert.Equal(
            [
                "all", "all/b1", "all/b2", "all/bx", "b1", "b2", "c", "dir", "dir/sub", "dir/sub/a",
                "empty", "file", "inner", "inner/c", "into", "into/file",
                "lib", "lib/one.so", "lib/two.so", "moved", "moved/sub", "moved/sub/a", "renamed", "renamed/new",
                "texts", "texts/t.txt", "texts/z.txt",
            ],
            await TreeAsync());
        Assert.Equal(
            [
                "file",
                "renamed/new",
                "into/file",
                "dir",
                "moved",
                "c",
                "inner",
                "lib/one.so",
                "lib/two.so",
                "b1",
                "b2",
                "all/b1",
                "all/b2",
                "all/bx",
                "texts/t.txt",
                "texts/z.txt",
                "empty"
            ],
            items.Select(item => item.Path));
        Assert.Equal(new CopiedArtifact(
            "file",
            IsDirectory: false,
            Files: 1,
            SizeBytes: 2,
            Sha256: "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865"), items[0]);
    }

    [Fact]
    public async Task LinksAndPermissionsStayWhatTheyWere()
    {
        await CopyAsync(
            "mkdir -p /out/sub; cd /out; echo 1 >file; chmod 640 file; echo 2 >tool; chmod 4755 tool; chmod 750 sub; "
            + "ln -s file relative; ln -s /etc/hostname absolute; ln -s nowhere dangling; ln file hard; ln file "
            + "sub/hard; ln -s sub directory",
            pattern => pattern.Artifact("/out/."));

        Assert.Equal(
            "absolute -> /etc/hostname\ndangling -> nowhere\ndirectory -> sub\nfile 640 3\nhard 640 3\n"
            + "relative -> file\nsub 750\nsub/hard 640 3\ntool 4755 1",
            await DescribeAsync(Output.Path));
        // COPY of the classic builder takes the set-user-ID bit away, as it does from every file of a context. For
        // BuildKit each name is a file of its own.
        Assert.Equal(
            PatternBuilder is ImageBuilder.Classic ? "file 640 3\ntool 755 1" : "file 640 1\ntool 4755 1",
            await InImageAsync("cd /artifacts; for f in file tool; do stat -c '%n %a %h' $f; done"));
        Assert.Equal(
            "/etc/hostname\nnowhere\nsub\nfile",
            await InImageAsync("cd /artifacts; for l in absolute dangling directory relative; do readlink $l; done"));
    }

    [Fact]
    public async Task ATarFileKeepsThemBeyondTheContainer()
    {
        var pattern = Pattern(
            "FROM alpine\nRUN mkdir -p /out/empty; cd /out; echo 1 >file; chmod 4750 file; ln file hard; ln -s file "
            + "soft; ln -s /etc absolute\n").BuiltWith(ImageBuilder.Classic);
        using var tar = new TemporaryDirectory();
        Artifacts artifacts;
        await using (var run = Docker.Start(pattern, Events))
        {
            var container = await run.CreateContainerAsync(await run.BuildBuilderImageAsync(Stop), Stop);
            var settings = ArtifactCopySettings.Default.SetContainer(container.Id).AddArtifact("/out", "all")
                .SetTarFile(Path.Combine(tar.Path, "artifacts.tar"));
            artifacts = await ArtifactCopy.RunAsync(Docker, settings, Stop);
        }

        await artifacts.WriteToDirectoryAsync(Output.Path, Stop);

        Assert.Equal(
            "all 755\nall/absolute -> /etc\nall/empty 755\nall/file 4750 2\nall/hard 4750 2\nall/soft -> file",
            await DescribeAsync(Output.Path));
        Assert.Equal(["artifacts.tar"], Directory.GetFileSystemEntries(tar.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AHardLinkToWhatAPatternLeavesOutBecomesAFile()
    {
        var items = await CopyAsync(
            "mkdir /out; cd /out; echo 1 >a.cache; ln a.cache b.bin; ln a.cache c.bin; ln a.cache d.other",
            pattern => pattern.Artifact("/out/*.bin"));

        Assert.Equal("b.bin 644 2\nc.bin 644 2", await DescribeAsync(Output.Path));
        Assert.Equal(
            ["4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865"],
            items.Select(item => item.Sha256).Distinct());
    }

    [Fact]
    public async Task APathThroughALinkAndALinkItselfStandForTheirTarget()
    {
        await CopyAsync(
            "mkdir -p /real/sub; echo 1 >/real/sub/file; ln -s /real /out; ln -s ../real/sub/file /real/link; ln -s "
            + "link /real/chain",
            pattern => pattern.Artifact("/out/sub/file").Artifact("/real/link").Artifact("/out/chain")
                .Artifact("/out", "tree").Artifact("/out/sub/*", "globbed"));

        Assert.Equal(
            [
                "chain",
                "file",
                "globbed",
                "globbed/file",
                "link",
                "tree",
                "tree/chain",
                "tree/link",
                "tree/sub",
                "tree/sub/file"
            ], await TreeAsync());
        Assert.Equal("1\n1\n1", await InImageAsync("cd /artifacts; cat file link chain"));
    }

    [Fact]
    public async Task NamesOfEveryKindAreKept()
    {
        var longName = new string('l', 200);
        await CopyAsync(
            $"mkdir -p /out/{longName}/{longName}; echo 1 >/out/{longName}/{longName}/{longName}; echo 2 >'/out/grün "
            + "☃ 日本'; echo 3 >'/out/-a b*?[c]'",
            pattern => pattern.Artifact("/out/."));

        Assert.Equal(
            ["-a b*?[c]", "grün ☃ 日本", longName, $"{longName}/{longName}", $"{longName}/{longName}/{longName}"],
            await TreeAsync());
        Assert.Equal("1\n2\n3", await InImageAsync($"cd /artifacts; cat {longName}/{longName}/{longName} grün* ./-a*"));
    }

    [Fact]
    public async Task OnlyFilesOfAnEarlierCopyAreRemoved()
    {
        Output.Write("mine", "mine");
        await CopyAsync("mkdir -p /out/old; touch /out/old/a /out/b", pattern => pattern.Artifact("/out/."));

        await CopyAsync("mkdir -p /out; touch /out/b /out/old", pattern => pattern.Artifact("/out/."));

        Assert.Equal(["b", "mine", "old"], await TreeAsync());
    }

    /// <summary>What builds both images. With BuildKit no container is created.</summary>
    private protected virtual ImageBuilder PatternBuilder => ImageBuilder.Classic;

    /// <summary>Makes the artifacts with a command, copies them to disk, and into an image.</summary>
    async Task<IReadOnlyList<CopiedArtifact>> CopyAsync(string command, Func<BuilderPattern, BuilderPattern> configure)
    {
        var pattern =
            Pattern($"FROM alpine\nRUN {command}\n", "FROM alpine\nCOPY . /artifacts/\n").BuiltWith(PatternBuilder);
        return (await RunAsync(configure(pattern).WriteArtifactsTo(Output.Path))).Artifacts;
    }

    Task<string> InImageAsync(string command) => OutputOfAsync(Name, "sh", "-c", command);

    Task<string[]> TreeAsync()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        string[] all = [.. Directory.EnumerateFileSystemEntries(Output.Path, "*", options)
            .Select(path => Path.GetRelativePath(Output.Path, path)).Where(path => path is not ".nuke-docker-artifacts")
            .Order(StringComparer.Ordinal)];
        return Task.FromResult(all);
    }

    /// <summary>Path, permissions and number of names of each file, as <c>find</c> sees them.</summary>
    static async Task<string> DescribeAsync(string directory)
    {
        using var find = Process.Start(new ProcessStartInfo(
            "sh",
            [
                "-c",
                "find . -mindepth 1 ! -name .nuke-docker-artifacts \\( -type l -printf '%P -> %l\\n' -o -type d "
                + "-printf '%P %m\\n' -o -printf '%P %m %n\\n' \\) | LC_ALL=C sort"
            ])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
        })!;
        return (await find.StandardOutput.ReadToEndAsync()).TrimEnd('\n');
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class ArtifactTestsOnTheMachinesVersion(MachineEngine fixture) : ArtifactTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class ArtifactTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ArtifactTests(fixture);

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class ArtifactTestsWithoutContainersOnTheMachinesVersion(MachineEngine fixture) : ArtifactTests(fixture)
{
    private protected override ImageBuilder PatternBuilder => ImageBuilder.BuildKit;
}

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class ArtifactTestsWithoutContainersOnTheNewestVersion(NewestEngineWithAlpine fixture)
    : ArtifactTests(fixture)
{
    private protected override ImageBuilder PatternBuilder => ImageBuilder.BuildKit;
}

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ArtifactTestsWithoutContainersWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : ArtifactTests(fixture)
{
    private protected override ImageBuilder PatternBuilder => ImageBuilder.BuildKit;
}
