using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Containers;

/// <summary>Archives that no honest engine sends, and directories that somebody has prepared.</summary>
public sealed class ArtifactDirectoryTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly TemporaryDirectory _outside = new();

    public void Dispose()
    {
        _directory.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public async Task NothingIsWrittenThroughALinkAmongTheArtifacts()
    {
        var error =
            await Assert.ThrowsAsync<IOException>(() => WriteAsync(Link("out", _outside.Path), File("out/file")));

        Assert.Equal(
            $"The artifact 'out/file' cannot be written: it lies behind the link 'out' to '{_outside.Path}', which is "
            + "itself an artifact.",
            error.Message);
        AssertUntouched();
    }

    [Fact]
    public async Task ADirectoryDoesNotTakeThePlaceOfALink()
    {
        var error = await Assert.ThrowsAsync<IOException>(
            () => WriteAsync(Link("out", _outside.Path), Entry("out", ArtifactKind.Directory)));

        Assert.Equal(
            $"The artifact 'out' cannot be written: a link to '{_outside.Path}' of the same name is an artifact, too.",
            error.Message);
        AssertUntouched();
    }

    [Fact]
    public async Task NothingIsWrittenThroughALinkInTheDestination()
    {
        System.IO.File.CreateSymbolicLink(Path.Combine(_directory.Path, "sub"), _outside.Path);

        var error = await Assert.ThrowsAsync<IOException>(() => WriteAsync(File("a"), File("sub/file")));

        Assert.Equal(
            $"The artifacts cannot be written below '{_directory.Path}/sub': it is a file or a link. Remove it, or "
            + "choose another destination.",
            error.Message);
        Assert.Equal(["sub"], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName));
        AssertUntouched();
    }

    [Fact]
    public async Task ALinkInTheDestinationIsReplacedAndNotFollowed()
    {
        var precious = _outside.Write("precious", "precious");
        System.IO.File.CreateSymbolicLink(Path.Combine(_directory.Path, "file"), precious);

        await WriteAsync(File("file"));

        Assert.Equal("precious", await System.IO.File.ReadAllTextAsync(precious));
        Assert.Equal("content", await System.IO.File.ReadAllTextAsync(Path.Combine(_directory.Path, "file")));
    }

    [Fact]
    public async Task AListThatNamesFilesElsewhereRemovesNothingThere()
    {
        var precious = _outside.Write("precious", "precious");
        _directory.Write(
            ArtifactDirectory.ListName,
            $"../{Path.GetFileName(_outside.Path)}/precious\n{precious}\nlink/precious\nstale\n");
        System.IO.File.CreateSymbolicLink(Path.Combine(_directory.Path, "link"), _outside.Path);
        _directory.Write("stale", "stale");

        await WriteAsync(File("file"));

        Assert.True(System.IO.File.Exists(precious));
        Assert.Equal([ArtifactDirectory.ListName, "file", "link"], Directory.GetFileSystemEntries(_directory.Path)
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ADirectoryOfSomebodyElseInTheWayIsAnErrorAndNothingIsChanged()
    {
        await WriteAsync(File("file"), File("stale"));
        _directory.Write("app/mine", "mine");

        var error = await Assert.ThrowsAsync<IOException>(() => WriteAsync(File("app"), File("file")));

        Assert.Equal(
            $"The artifact 'app' cannot be written: '{_directory.Path}/app' is a directory. Remove it, or choose "
            + "another destination.",
            error.Message);
        Assert.True(System.IO.File.Exists(Path.Combine(_directory.Path, "stale")));
    }

    Task WriteAsync(params ArtifactEntry[] entries) =>
        new Artifacts([], new GivenEntries(entries)).WriteToDirectoryAsync(_directory.Path, CancellationToken.None);

    void AssertUntouched()
    {
        Assert.Empty(Directory.GetFileSystemEntries(_outside.Path));
        Assert.Empty(
            Directory.GetFileSystemEntries(
                Path.GetDirectoryName(_directory.Path)!, $".{Path.GetFileName(_directory.Path)}*"));
    }

    static ArtifactEntry File(string path) =>
        Entry(path, ArtifactKind.File) with
        {
            Content = new MemoryStream(Encoding.UTF8.GetBytes("content")),
            Length = 7
        };

    static ArtifactEntry Link(string path, string target) =>
        Entry(path, ArtifactKind.SymbolicLink) with { LinkTarget = target };

    static ArtifactEntry Entry(string path, ArtifactKind kind) =>
        new(path, path, kind, UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.GroupRead, LinkTarget: null, Length: 0, Content: null);

    sealed class GivenEntries(IEnumerable<ArtifactEntry> entries) : ArtifactSource
    {
        public override async IAsyncEnumerable<ArtifactEntry> ReadAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var entry in entries)
                yield return await Task.FromResult(entry);
        }
    }
}
