using System.Formats.Tar;
using Nuke.Docker.Containers;
using Nuke.Docker.Contexts;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Containers;

public sealed class ArtifactCopyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(ArtifactCopy.MostBytesInMemory)]
    public async Task ArtifactsAreReadFromTheContainerOnce(int bytes)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var content = new byte[bytes];
        Random.Shared.NextBytes(content);
        var stat = Convert.ToBase64String("""{"name":"app","size":1,"mode":420}"""u8);
        scripted.Answer(
            "HEAD /containers/c/archive", $"HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: {stat}\r\n\r\n");
        scripted.Answer("GET /containers/c/archive", async exchange =>
        {
            await exchange.BeginChunksAsync("application/x-tar");
            await exchange.SendChunkAsync(await ArchiveAsync("app", content));
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();
        using var directory = new TemporaryDirectory();
        var settings = ArtifactCopySettings.Default.SetContainer("c").AddArtifact("/app");

        using var artifacts = await ArtifactCopy.RunAsync(engine, settings, CancellationToken.None);
        await artifacts.WriteToDirectoryAsync(Path.Combine(directory.Path, "first"), CancellationToken.None);
        await artifacts.WriteToDirectoryAsync(Path.Combine(directory.Path, "second"), CancellationToken.None);

        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(directory.Path, "second", "app")));
        Assert.Equal(1, scripted.Requests.Count(request => request.Route == "GET /containers/c/archive"));
    }

    [Fact]
    public async Task DisposedArtifactsAreGone()
    {
        using var directory = new TemporaryDirectory();
        var source = new ArtifactsInMemory().File("app", new string('x', ArtifactCopy.MostBytesInMemory));
        var artifacts = await ArtifactCopy.ToTemporaryAsync(source, directory.Path, CancellationToken.None);

        artifacts.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => artifacts.WriteToDirectoryAsync(Path.Combine(directory.Path, "out"), CancellationToken.None));
        Assert.Equal(ArtifactCopy.MostBytesInMemory, artifacts.SizeBytes);
    }

    [Fact]
    public async Task ADirectoryThatCannotHoldThemIsNamed()
    {
        using var directory = new TemporaryDirectory();
        var missing = Path.Combine(directory.Path, "missing");
        var source = new ArtifactsInMemory().File("app", new string('x', ArtifactCopy.MostBytesInMemory));

        var error = await Assert.ThrowsAsync<BuildContextException>(
            () => ArtifactCopy.ToTemporaryAsync(source, missing, CancellationToken.None));

        Assert.StartsWith(
            $"The copy of the artifacts cannot be kept in '{missing}' until it is sent: Could not find ",
            error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(" Let TMPDIR name a directory with enough space.", error.Message, StringComparison.Ordinal);
    }

    static async Task<byte[]> ArchiveAsync(string name, byte[] content)
    {
        using var archive = new MemoryStream();
        await using (var writer = new System.Formats.Tar.TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
            await writer.WriteEntryAsync(
                new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return archive.ToArray();
    }
}
