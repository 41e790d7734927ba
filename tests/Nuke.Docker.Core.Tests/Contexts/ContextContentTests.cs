namespace Nuke.Docker.Contexts;

public sealed class ContextContentTests
{
    const int Length = 1_000_000;

    [Fact]
    public async Task AFileThatGrowsIsSentWithTheLengthThatWasAnnounced()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", new('x', Length)).Add("next", "y");
        using var destination = new Destination { OnFirstWrite = () => File.AppendAllText(tree["Dockerfile"], "more") };

        await (await tree.ScanAsync()).WriteAsync(destination, default);

        var entries = ContextArchive.Read(destination.ToArray());
        Assert.Equal([Length, 1], entries.Select(entry => entry.Length));
    }

    [Fact]
    public async Task AFileThatShrinksIsNamedAndTheArchiveIsNotEnded()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", new('x', Length));
        using var destination = new Destination { OnFirstWrite = () => File.WriteAllText(tree["Dockerfile"], "") };
        var content = await tree.ScanAsync();

        var exception = await Assert.ThrowsAsync<BuildContextException>(() => content.WriteAsync(destination, default));

        Assert.Matches($"^File '{tree["Dockerfile"]}' shrank from {Length} to [0-9]+ bytes while the build context was sent. Exclude it in .dockerignore, or build when nothing else writes there.$", exception.Message);
        Assert.Equal(tree["Dockerfile"], exception.Path);
        Assert.True(destination.Length < Length);
    }

    [Fact]
    public async Task AFileThatVanishedIsNamed()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add("a/b", "x");
        var content = await tree.ScanAsync();
        File.Delete(tree["a/b"]);

        var exception = await Assert.ThrowsAsync<BuildContextException>(() => content.ToBytesAsync());

        Assert.Equal($"File '{tree["a/b"]}' was deleted while the build context was sent. Exclude it in .dockerignore, or build when nothing else writes there.", exception.Message);
    }

    [Fact]
    public async Task AFileThatCannotBeReadIsNamed()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", "FROM scratch");
        var content = await tree.ScanAsync();
        content.OpenFile = _ => throw new UnauthorizedAccessException("Access is denied.");

        var exception = await Assert.ThrowsAsync<BuildContextException>(() => content.ToBytesAsync());

        Assert.Equal($"File '{tree["Dockerfile"]}' of the build context cannot be read: Access is denied. Make it readable or exclude it in .dockerignore.", exception.Message);
    }

    [Fact]
    public async Task AdditionsComeLastAndTakeThePlaceOfFiles()
    {
        using var tree = new TemporaryTree().Add("Dockerfile").Add(".dockerignore", "out").Add("bin/app", "old").Add("bin/other").Add("lib").Add("out/x");
        var content = await tree.ScanAsync();

        var added = content.With([new Addition("bin/app", "lib/a", "out/y")]);

        Assert.Equal([".dockerignore", "Dockerfile", "bin/", "bin/other", "bin/app", "lib/a", "out/y"], await added.ToNamesAsync());
        Assert.Equal((3, 5), (added.Files, content.Files));
        Assert.Equal([".dockerignore", "Dockerfile", "lib", "bin/"], (await content.With([new Addition("bin/")]).ToNamesAsync()));
    }

    [Fact]
    public async Task ACancelledTransferStops()
    {
        using var stop = new CancellationTokenSource();
        using var tree = new TemporaryTree().Add("Dockerfile", new('x', 4 * Length));
        using var destination = new Destination { OnFirstWrite = stop.Cancel };
        var content = await tree.ScanAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => content.WriteAsync(destination, stop.Token));

        Assert.True(destination.Length < Length);
    }

    sealed class Addition(params string[] paths) : ContextAddition
    {
        public override IReadOnlyList<string> Paths => paths;

        public override async Task WriteToAsync(TarWriter writer, CancellationToken cancellationToken)
        {
            foreach (var path in paths)
            {
                if (path.EndsWith('/'))
                    await writer.WriteDirectoryAsync(path, UnixFileMode.UserRead, cancellationToken);
                else
                    await writer.WriteFileAsync(path, UnixFileMode.UserRead, 0, Stream.Null, cancellationToken);
            }
        }
    }

    sealed class Destination : MemoryStream
    {
        bool _isWritten;

        public required Action OnFirstWrite { get; init; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            if (!_isWritten)
                OnFirstWrite();
            _isWritten = true;
            return ValueTask.CompletedTask;
        }
    }
}
