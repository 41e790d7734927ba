using System.Formats.Tar;
using Nuke.Docker.Containers;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Containers;

public sealed class ArtifactCopyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(ArtifactCopy.MostBytesInMemory, 3)]
    public async Task OnlyLargeArtifactsAreReadFromTheContainerAgain(int bytes, int readings)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var content = new byte[bytes];
        Random.Shared.NextBytes(content);
        var stat = Convert.ToBase64String("""{"name":"app","size":1,"mode":420}"""u8);
        scripted.Answer("HEAD /containers/c/archive", $"HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: {stat}\r\n\r\n");
        scripted.Answer("GET /containers/c/archive", async exchange =>
        {
            await exchange.BeginChunksAsync("application/x-tar");
            await exchange.SendChunkAsync(await ArchiveAsync("app", content));
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();
        using var directory = new TemporaryDirectory();
        var settings = ArtifactCopySettings.Default.SetContainer("c").AddArtifact("/app");

        var artifacts = await ArtifactCopy.RunAsync(engine, settings, CancellationToken.None);
        await artifacts.WriteToDirectoryAsync(Path.Combine(directory.Path, "first"), CancellationToken.None);
        await artifacts.WriteToDirectoryAsync(Path.Combine(directory.Path, "second"), CancellationToken.None);

        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(directory.Path, "second", "app")));
        Assert.Equal(readings, scripted.Requests.Count(request => request.Route == "GET /containers/c/archive"));
    }

    static async Task<byte[]> ArchiveAsync(string name, byte[] content)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
            await writer.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return archive.ToArray();
    }
}
