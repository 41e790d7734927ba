using System.Runtime.Versioning;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Containers.Copying;

[UnsupportedOSPlatform("windows")]
public sealed class ArtifactDirectoryTests : IDisposable
{
    const string List = ArtifactDirectory.ListName;

    readonly TemporaryDirectory _temporary = new();

    string Target => Path.Combine(_temporary.Path, "out");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task ArtifactsAreWrittenAndListed()
    {
        await WriteAsync(
            new ArtifactsInMemory().File("app", "binary").Directory("lib").File("lib/a.so").Directory("lib/empty"));

        Assert.Equal([List, "app", "lib", "lib/a.so", "lib/empty"], Entries());
        Assert.Equal("binary", Read("app"));
        Assert.Equal("app\nlib/a.so\n", Read(List));
    }

    [Fact]
    public async Task FilesOfAnEarlierCopyAreRemovedAndNoOthers()
    {
        await WriteAsync(new ArtifactsInMemory().File("old").File("bin/old/a").File("bin/shared/b").File("kept", "1"));
        _temporary.Write("out/mine", "mine");
        _temporary.Write("out/bin/shared/mine", "mine");

        await WriteAsync(new ArtifactsInMemory().File("kept", "2").File("new"));

        Assert.Equal([List, "bin", "bin/shared", "bin/shared/mine", "kept", "mine", "new"], Entries());
        Assert.Equal("2", Read("kept"));
    }

    [Fact]
    public async Task FileMayBecomeADirectoryAndADirectoryAFile()
    {
        await WriteAsync(new ArtifactsInMemory().File("a").File("b/c"));
        await WriteAsync(new ArtifactsInMemory().File("a/c").File("b"));

        Assert.Equal([List, "a", "a/c", "b"], Entries());
    }

    [Fact]
    public async Task CopyThatFailsOnTheWayChangesNothing()
    {
        await WriteAsync(new ArtifactsInMemory().File("a", "1").File("b", "1"));

        await Assert.ThrowsAsync<TimeoutException>(
            () => WriteAsync(new ArtifactsInMemory().File("a", "2").File("c").Failure(new TimeoutException())));

        Assert.Equal([List, "a", "b"], Entries());
        Assert.Equal("1", Read("a"));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public async Task DirectoryThatIsInTheWayIsNamedAndNothingChanges()
    {
        await WriteAsync(new ArtifactsInMemory().File("a", "1").File("stale"));
        _temporary.Write("out/b/mine", "mine");

        var exception = await Assert.ThrowsAsync<IOException>(
            () => WriteAsync(new ArtifactsInMemory().File("a", "2").File("b")));

        Assert.Equal(
            $"The artifact 'b' cannot be written: '{Target}/b' is a directory. Remove it, or choose another "
            + "destination.",
            exception.Message);
        Assert.Equal([List, "a", "b", "b/mine", "stale"], Entries());
        Assert.Equal("1", Read("a"));
    }

    [Fact]
    public async Task FileThatIsInTheWayOfADirectoryIsNamedAndNothingChanges()
    {
        _temporary.Write("out/lib", "mine");

        var exception = await Assert.ThrowsAsync<IOException>(() => WriteAsync(new ArtifactsInMemory().File("lib/a")));

        Assert.Equal(
            $"The artifacts cannot be written below '{Target}/lib': it is a file or a link. Remove it, or choose "
            + "another destination.",
            exception.Message);
        Assert.Equal(["lib"], Entries());
    }

    [Fact]
    public async Task LinkThatIsInTheWayOfADirectoryIsNotFollowed()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_temporary.Path, "elsewhere")).FullName;
        await WriteAsync(new ArtifactsInMemory().File("stale"));
        Directory.CreateSymbolicLink(Path.Combine(Target, "lib"), elsewhere);

        var exception = await Assert.ThrowsAsync<IOException>(() => WriteAsync(new ArtifactsInMemory().File("lib/a")));

        Assert.Equal(
            $"The artifacts cannot be written below '{Target}/lib': it is a file or a link. Remove it, or choose "
            + "another destination.",
            exception.Message);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Assert.True(File.Exists(Path.Combine(Target, "stale")));
    }

    [Fact]
    public async Task StaleFilesBehindALinkOrOutsideAreNotRemoved()
    {
        var victim = _temporary.Write("elsewhere/a", "mine");
        _temporary.Write($"out/{List}", $"../elsewhere/a\n{victim}\nlib/a\n\n");
        Directory.CreateSymbolicLink(Path.Combine(Target, "lib"), Path.GetDirectoryName(victim)!);

        await WriteAsync(new ArtifactsInMemory().File("new"));

        Assert.True(File.Exists(victim));
        Assert.Equal("new\n", Read(List));
    }

    [Fact]
    public async Task LinksAreKeptAsTheyAreAndReplaced()
    {
        var victim = _temporary.Write("elsewhere/file", "mine");
        await WriteAsync(new ArtifactsInMemory()
            .File("a", "1").SymbolicLink("file", victim).SymbolicLink("dir", "../elsewhere")
            .SymbolicLink("nowhere", "missing"));

        Assert.Equal(victim, new FileInfo(Path.Combine(Target, "file")).LinkTarget);
        Assert.Equal("../elsewhere", new FileInfo(Path.Combine(Target, "dir")).LinkTarget);
        Assert.Equal("missing", new FileInfo(Path.Combine(Target, "nowhere")).LinkTarget);

        await WriteAsync(new ArtifactsInMemory().File("file", "2").File("dir", "2").File("nowhere", "2"));

        Assert.Equal([List, "dir", "file", "nowhere"], Entries());
        Assert.Equal(
            ["file"],
            Directory.GetFileSystemEntries(Path.GetDirectoryName(victim)!).Select(path => Path.GetFileName(path)));
        Assert.Equal("mine", await File.ReadAllTextAsync(victim));
    }

    [Fact]
    public async Task StaleLinkToADirectoryIsRemovedAndNotItsTarget()
    {
        var victim = _temporary.Write("elsewhere/file", "mine");
        await WriteAsync(new ArtifactsInMemory().SymbolicLink("dir", "../elsewhere"));
        await WriteAsync(new ArtifactsInMemory().File("new"));

        Assert.Equal([List, "new"], Entries());
        Assert.True(File.Exists(victim));
    }

    [Fact]
    public async Task ListIsWrittenInPlaceOfALink()
    {
        var victim = _temporary.Write("elsewhere", "mine");
        Directory.CreateDirectory(Target);
        File.CreateSymbolicLink(Path.Combine(Target, List), victim);

        await WriteAsync(new ArtifactsInMemory().File("a"));

        Assert.Equal("mine", await File.ReadAllTextAsync(victim));
        Assert.Equal("a\n", Read(List));
    }

    [Fact]
    public async Task NoArtifactTakesThePlaceOfTheList()
    {
        var exception =
            await Assert.ThrowsAsync<IOException>(
                () => WriteAsync(new ArtifactsInMemory().SymbolicLink(List, "/etc/passwd")));

        Assert.Equal(
            "The artifact '.nuke-docker-artifacts' cannot be written: its name is that of the list of the artifacts. "
            + "Choose another destination.",
            exception.Message);
    }

    [Fact]
    public async Task ModesAreThoseOfTheContainer()
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        await WriteAsync(
            new ArtifactsInMemory().Directory("bin", Private).File("bin/app", mode: Private).File("notes"));

        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(Target, "bin")));
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(Target, "bin/app")));
        Assert.Equal(ArtifactsInMemory.ReadableFile, File.GetUnixFileMode(Path.Combine(Target, "notes")));
    }

    Task WriteAsync(ArtifactsInMemory source) => source.Artifacts.WriteToDirectoryAsync(Target, CancellationToken.None);

    string Read(string name) => File.ReadAllText(Path.Combine(Target, name));

    IEnumerable<string> Entries() => Directory
        .EnumerateFileSystemEntries(Target, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Target, path))
        .Order(StringComparer.Ordinal);
}
