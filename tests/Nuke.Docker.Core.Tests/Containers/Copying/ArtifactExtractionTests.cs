using System.Runtime.Versioning;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Containers.Copying;

[UnsupportedOSPlatform("windows")]
public sealed class ArtifactExtractionTests : IDisposable
{
    readonly TemporaryDirectory _temporary = new();
    readonly ArtifactExtraction _extraction;

    public ArtifactExtractionTests() => _extraction = new ArtifactExtraction(Root);

    string Root => Path.Combine(_temporary.Path, "root");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task HardLinksShareTheirFile()
    {
        await AddAsync(new ArtifactsInMemory().File("a", "1").HardLink("lib/b", "a"));
        await File.WriteAllTextAsync(Path.Combine(Root, "a"), "2");

        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(Root, "lib/b")));
        Assert.Equal(["a", "lib/b"], _extraction.Files);
    }

    [Fact]
    public async Task DirectoriesStayWritableForTheirOwner()
    {
        await AddAsync(new ArtifactsInMemory().Directory("locked", UnixFileMode.GroupRead).File("locked/a"));
        _extraction.Complete();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead,
            File.GetUnixFileMode(Path.Combine(Root, "locked")));
    }

    [Theory]
    [InlineData("link/file", true)]
    [InlineData("link/sub", false)]
    public async Task NothingIsWrittenBehindALink(string path, bool isFile)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_temporary.Path, "elsewhere")).FullName;
        var source = new ArtifactsInMemory().SymbolicLink("link", elsewhere);

        var exception =
            await Assert.ThrowsAsync<IOException>(() => AddAsync(isFile ? source.File(path) : source.Directory(path)));

        Assert.Equal(
            $"The artifact '{path}' cannot be written: it lies behind the link 'link' to '{elsewhere}', which is "
            + "itself an artifact.",
            exception.Message);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task ModeOfADirectoryIsNotSetThroughALink()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_temporary.Path, "elsewhere")).FullName;
        var before = File.GetUnixFileMode(elsewhere);

        await Assert.ThrowsAsync<IOException>(
            () => AddAsync(
                new ArtifactsInMemory().SymbolicLink("link", elsewhere).Directory("link", UnixFileMode.None)));
        _extraction.Complete();

        Assert.Equal(before, File.GetUnixFileMode(elsewhere));
    }

    [Fact]
    public async Task FileIsNotWrittenThroughALink()
    {
        var victim = _temporary.Write("victim", "mine");

        await Assert.ThrowsAsync<IOException>(
            () => AddAsync(new ArtifactsInMemory().SymbolicLink("a", victim).File("a")));

        Assert.Equal("mine", await File.ReadAllTextAsync(victim));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("/escaped")]
    [InlineData("a//escaped")]
    [InlineData("")]
    public async Task PathThatLeavesTheRootIsRefused(string path)
    {
        var message = $"The artifact '{path}' cannot be written: it is no path below the directory of the artifacts.";

        foreach (var source in new[]
        {
            new ArtifactsInMemory().File(path),
            new ArtifactsInMemory().File("x").HardLink("y", path)
        })
            Assert.Equal(message, (await Assert.ThrowsAsync<IOException>(() => AddAsync(source))).Message);

        Assert.Equal([Root], Directory.GetFileSystemEntries(_temporary.Path));
        Assert.Equal(["x"], Directory.GetFileSystemEntries(Root).Select(file => Path.GetFileName(file)));
    }

    async Task AddAsync(ArtifactsInMemory source)
    {
        await foreach (var entry in source.ReadAsync(CancellationToken.None))
            await _extraction.AddAsync(entry, CancellationToken.None);
    }
}
