using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Containers;
using Nuke.Docker.Contexts;
using Nuke.Docker.Core.Tests.Containers;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class AddedFilesTests : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly TemporaryTree _tree = new TemporaryTree().Add("Dockerfile");
    readonly TemporaryTree _temporary = new();

    public void Dispose()
    {
        _tree.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task AddedFilesAreAmongThoseOfTheDirectoryAndWinOverThem()
    {
        _tree.Add("bin/app", "old").Add("bin/other").Add("lib", "a file").Add("z");

        var files = await ListAsync(new Addition(("bin/app", "added"), ("lib/a", "1"), ("new/deep/file", "2")));

        Assert.Equal(
            ["Dockerfile", "bin", "bin/app", "bin/other", "lib", "lib/a", "new", "new/deep", "new/deep/file", "z"],
            files.Select(file => file.Stat.Path));
        Assert.Equal(
            ["bin", "lib", "new", "new/deep"], files.Where(file => file.Open is null).Select(file => file.Stat.Path));
        Assert.Equal("added", await ReadAsync(files[2]));
        Assert.Equal(
            new DirectoryInfo(_tree["bin"]).UnixFileMode, files[1].Stat.Mode.Permissions);
    }

    [Theory]
    [InlineData(10 << 20)]
    [InlineData(1000)]
    public async Task WhatIsTooLargeForTheMemoryIsInAFileWithoutAName(int limit)
    {
        var large = new string('x', 100_000);
        var content = (await _tree.ScanAsync()).With([new Addition(("a", large), ("b", "small"))]);

        using var added = await AddedFiles.ReadAsync(content, limit, _temporary.Root, Token);

        Assert.Equal([large, "small"], [await ReadAsync(added.Files.First()), await ReadAsync(added.Files.Last())]);
        Assert.Empty(Directory.GetFiles(_temporary.Root));
    }

    [Fact]
    public async Task ACancelledReadingLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var content = (await _tree.ScanAsync()).With(
            [new Addition(("a", new string('x', 1_000_000))), new Addition(("b", "")) { OnWrite = stop.Cancel }]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AddedFiles.ReadAsync(content, limit: 1000, _temporary.Root, stop.Token));

        Assert.Empty(Directory.GetFiles(_temporary.Root));
    }

    [Fact]
    public async Task ATemporaryFileThatCannotBeMadeIsSaidToBeSo()
    {
        var content = (await _tree.ScanAsync()).With([new Addition(("a", new string('x', 1_000_000)))]);

        var error = await Assert.ThrowsAsync<BuildContextException>(
            () => AddedFiles.ReadAsync(content, limit: 1000, _temporary["missing"], Token));

        Assert.StartsWith(
            $"What is added to the context cannot be kept in '{_temporary["missing"]}' until it is sent: Could not "
            + "find ",
            error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(" Let TMPDIR name a directory with enough space.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachAdditionIsReadOnce()
    {
        var reads = 0;
        var files = await ListAsync(new Addition(("a", "1")) { OnWrite = () => reads++ });

        Assert.Equal(["1", "1"], [await ReadAsync(files[1]), await ReadAsync(files[1])]);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task AnArchiveIsNotWrittenAgainAndStaysOpen()
    {
        var source = new ArtifactsInMemory().File("bin/app", "binary");
        using var artifacts = await ArtifactCopy.ToTemporaryAsync(source, _temporary.Root, Token);
        var content = (await _tree.ScanAsync()).With([artifacts.AsContextAddition()]);

        foreach (var expected in (string[])["binary", "binary"])
        {
            using var added = await AddedFiles.ReadAsync(content, limit: 0, _temporary["missing"], Token);
            Assert.Equal(expected, await ReadAsync(added.Files.Single()));
        }
    }

    [Fact]
    public async Task AnUnchangedAdditionHasTheTimeThatItHadAndAChangedOneHasAnother()
    {
        var first = await ListAsync(new Addition(("a", "1")));
        var again = await ListAsync(new Addition(("a", "1")));
        var changed = await ListAsync(new Addition(("a", "2")));

        Assert.Equal(first[1].Stat, again[1].Stat);
        Assert.NotEqual(first[1].Stat.Modified, changed[1].Stat.Modified);
    }

    static CancellationToken Token => CancellationToken.None;

    async Task<IReadOnlyList<SyncedFile>> ListAsync(Addition addition)
    {
        var content = (await _tree.ScanAsync()).With([addition]);
        return SyncedDirectory.Of(content, await AddedFiles.ReadAsync(content, Token)).Files;
    }

    static async Task<string> ReadAsync(SyncedFile file)
    {
        using var content = file.Open!();
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (await content.ReadAsync(buffer, Token) is > 0 and var read)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }

    sealed class Addition(params (string Path, string Content)[] files) : ContextAddition
    {
        public Action OnWrite { get; init; } = () => { };

        public override IReadOnlyList<string> Paths => [.. files.Select(file => file.Path)];

        public override async Task WriteToAsync(TarWriter writer, CancellationToken cancellationToken)
        {
            OnWrite();
            foreach (var (path, content) in files)
            {
                var bytes = Encoding.UTF8.GetBytes(content);
                await writer.WriteFileAsync(path, OwnerOnly, bytes.Length, new MemoryStream(bytes), cancellationToken);
            }
        }
    }
}
