using System.Formats.Tar;

namespace Nuke.Docker.Engine.Tests.Engine;

/// <summary>One call of every kind: JSON, upload with progress, attach, archive in both directions, refusal of an
/// upload.</summary>
static class RoundTrip
{
    public static async Task RunAsync(DockerEngine engine)
    {
        var stop = CancellationToken.None;
        // On a busy machine engines may lose what a command writes that ends at once.
        var dockerfile = Archives.Dockerfile("FROM alpine\nRUN echo built; sleep 1\n");
        var messages = await engine.BuildImageAsync(new BuildRequest(), dockerfile, stop).ToListAsync();
        var image = messages.OfType<EngineMessage.ImageId>().Last().Id;
        Assert.Contains(new EngineMessage.Output("built\n"), messages);

        var container =
            await engine.CreateContainerAsync(
                new ContainerRequest { Image = image, Command = ["cat", "/tmp/in"] }, stop);
        await engine.PutArchiveAsync(container, "/tmp", Archives.With(("in", "round trip")), stop);
        await using (var attachment = await engine.AttachAsync(container, stop))
        {
            await engine.StartContainerAsync(container, stop);
            Assert.Equal([new(OutputStream.Stdout, "round trip")], await attachment.Lines.ToListAsync());
        }

        Assert.Equal(0, await engine.WaitContainerAsync(container, stop));
        await using (var archive = await engine.GetArchiveAsync(container, "/tmp/in", stop))
        await using (var reader = new TarReader(archive))
            Assert.Equal("in", (await reader.GetNextEntryAsync())!.Name);

        var refusal = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PutArchiveAsync(container, "/nowhere", Archives.Large(20 << 20, new Upload()), stop));
        Assert.Equal($"Could not find the file /nowhere in container {container}", refusal.Reason);

        Assert.Equal(Removal.Removed, await engine.RemoveContainerAsync(container, stop));
        Assert.Equal(Removal.Removed, await engine.RemoveImageAsync(image, force: true, keepParents: false, stop));
    }
}
