using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class ImageSaveTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    string Archive => Path.Combine(_directory.Path, "images.tar");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AnArchiveThatEndsWithAnErrorIsNotKept()
    {
        var error = await Assert.ThrowsAsync<ImageArchiveException>(
            () => SaveAsync([.. new byte[4096], .. """{"errorDetail":{"message":"no space left"}}"""u8]));

        Assert.Equal(
            $"'{Archive}' was not written: the engine broke the archive off. Look into the engine's log.",
            error.Message);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    public async Task AnArchiveWithoutItsLastBlocksIsNotKept(int zeros) =>
        await Assert.ThrowsAsync<ImageArchiveException>(() => SaveAsync([.. "content"u8, .. new byte[zeros]]));

    [Fact]
    public async Task TheLastBlocksMayComeInPieces()
    {
        await SaveAsync([.. "content"u8, .. new byte[600]], new byte[424]);

        Assert.Equal(7 + 1024, new FileInfo(Archive).Length);
    }

    async Task SaveAsync(params byte[][] chunks)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("GET /images/shop:latest/json", """{"Id":"sha256:abc"}""");
        scripted.Answer("GET /images/get", async exchange =>
        {
            await exchange.BeginChunksAsync("application/x-tar");
            foreach (var chunk in chunks)
                await exchange.SendChunkAsync(chunk);
            await exchange.EndChunksAsync();
        });
        await using var engine = await scripted.ConnectAsync();
        await ImageSave.RunAsync(
            engine, ImageSaveSettings.Default.SetImages("shop").SetFile(Archive), CancellationToken.None);
        Assert.Equal(["names=shop:latest"], scripted.Requests[^1].Query);
    }
}
