using System.Formats.Tar;
using System.Net;

namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class ArchiveTests(EngineFixture fixture) : IAsyncLifetime
{
    DockerEngine _engine = null!;
    string _container = "";

    public async Task InitializeAsync()
    {
        _engine = await fixture.ConnectAsync();
        _container = await _engine.CreateContainerAsync(
            new ContainerRequest { Image = "alpine", Command = ["true"] }, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _engine.RemoveContainerAsync(_container, CancellationToken.None);
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task WhatIsPutInIsGotOut()
    {
        await _engine.PutArchiveAsync(_container, "/tmp", Archives.With(("a ä.txt", "hello")), CancellationToken.None);

        await using var archive = await _engine.GetArchiveAsync(_container, "/tmp/a ä.txt", CancellationToken.None);
        await using var reader = new TarReader(archive);
        var entry = await reader.GetNextEntryAsync(copyData: true);
        Assert.Equal("a ä.txt", entry!.Name);
        Assert.Equal("hello", await new StreamReader(entry.DataStream!).ReadToEndAsync());
        Assert.Null(await reader.GetNextEntryAsync());
    }

    [Fact]
    public async Task ADirectoryIsExtractedByTheFramework()
    {
        var directory = Directory.CreateTempSubdirectory("archive-").FullName;
        await _engine.PutArchiveAsync(_container, "/", Archives.With(("srv/b/c", "x")), CancellationToken.None);

        await using (var archive = await _engine.GetArchiveAsync(_container, "/srv/b", CancellationToken.None))
            await TarFile.ExtractToDirectoryAsync(archive, directory, overwriteFiles: true);

        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(directory, "b", "c")));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task APathHasAStatOrNone()
    {
        await _engine.PutArchiveAsync(_container, "/tmp", Archives.With(("stat", "hello")), CancellationToken.None);

        var file = await _engine.StatPathAsync(_container, "/tmp/stat", CancellationToken.None);
        Assert.Equal(("stat", 5L, false, false), (file!.Name, file.SizeBytes, file.IsDirectory, file.IsSymbolicLink));
        Assert.True((await _engine.StatPathAsync(_container, "/tmp", CancellationToken.None))!.IsDirectory);
        Assert.Null(await _engine.StatPathAsync(_container, "/nowhere", CancellationToken.None));
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => _engine.StatPathAsync("nobody", "/tmp", CancellationToken.None));
        Assert.Equal(
            "The Docker Engine refused HEAD /containers/nobody/archive with status 404: No such container: nobody",
            error.Message);
    }

    [Fact]
    public async Task AMissingPathIsRefusedInTheEnginesWords()
    {
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => _engine.GetArchiveAsync(_container, "/nowhere", CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, error.Status);
        Assert.Equal($"Could not find the file /nowhere in container {_container}", error.Reason);
    }

    [Fact]
    public async Task ALargeArchiveForAMissingDirectoryIsRefusedWhileItIsSent()
    {
        var upload = new Upload();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => _engine.PutArchiveAsync(
                _container, "/nowhere", Archives.Large(200 << 20, upload), CancellationToken.None));

        Assert.Equal($"Could not find the file /nowhere in container {_container}", error.Reason);
        Assert.InRange(upload.Bytes, 0, 100 << 20);
    }
}
