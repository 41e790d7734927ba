namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class ImageTests(EngineFixture fixture)
{
    [Fact]
    public async Task AnImageIsTaggedListedAndRemoved()
    {
        await using var engine = await fixture.ConnectAsync();
        var alpine = await engine.FindImageAsync("alpine", CancellationToken.None);
        await engine.TagImageAsync("alpine", "acme/shop", "1.4", CancellationToken.None);

        var listed = Assert.Single(
            await engine.ListImagesAsync(
                EngineFilters.None.With("reference", "acme/shop:1.4"), CancellationToken.None));

        Assert.Equal(alpine!.Id, listed.Id);
        Assert.Contains("acme/shop:1.4", listed.RepoTags);
        Assert.Equal("linux", alpine.OperatingSystem);
        Assert.NotEmpty(await engine.ImageHistoryAsync("acme/shop:1.4", CancellationToken.None));
        Assert.Equal(
            Removal.Removed,
            await engine.RemoveImageAsync("acme/shop:1.4", force: false, keepParents: false, CancellationToken.None));
        Assert.Equal(
            Removal.Absent,
            await engine.RemoveImageAsync("acme/shop:1.4", force: false, keepParents: false, CancellationToken.None));
        Assert.Null(await engine.FindImageAsync("acme/shop:1.4", CancellationToken.None));
    }

    [Fact]
    public async Task AnImageOfARunningContainerIsInUse()
    {
        await using var engine = await fixture.ConnectAsync();
        var id = await engine.CreateContainerAsync(
            new ContainerRequest { Image = "alpine", Command = ["sleep", "1000"] }, CancellationToken.None);
        await engine.StartContainerAsync(id, CancellationToken.None);

        Assert.Equal(
            Removal.InUse,
            await engine.RemoveImageAsync("alpine", force: false, keepParents: true, CancellationToken.None));

        await engine.RemoveContainerAsync(id, CancellationToken.None);
    }

    [Fact]
    public async Task WhatIsSavedCanBeLoaded()
    {
        await using var engine = await fixture.ConnectAsync();
        await engine.TagImageAsync("alpine", "saved", "1", CancellationToken.None);
        var archive = new MemoryStream();
        await using (var saving = await engine.SaveImagesAsync(["saved:1"], CancellationToken.None))
            await saving.CopyToAsync(archive);
        await engine.RemoveImageAsync("saved:1", force: false, keepParents: false, CancellationToken.None);
        archive.Position = 0;

        var messages = await engine.LoadImagesAsync(archive.CopyToAsync, CancellationToken.None).ToListAsync();

        Assert.Contains(new EngineMessage.Output("Loaded image: saved:1\n"), messages);
        Assert.NotNull(await engine.FindImageAsync("saved:1", CancellationToken.None));
        await engine.RemoveImageAsync("saved:1", force: false, keepParents: false, CancellationToken.None);
    }

    [Fact]
    public async Task ALoadOfSomethingElseThrows()
    {
        await using var engine = await fixture.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.LoadImagesAsync(Archives.With(("a", "b")), CancellationToken.None).ToListAsync().AsTask());

        Assert.StartsWith("The Docker Engine gave up POST /images/load: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APullFromNowhereThrows()
    {
        await using var engine = await fixture.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PullImageAsync("127.0.0.1:1/a", "1", null, null, CancellationToken.None).ToListAsync()
                .AsTask());

        Assert.Contains("connection refused", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APushToNowhereThrows()
    {
        await using var engine = await fixture.ConnectAsync();
        await engine.TagImageAsync("alpine", "127.0.0.1:1/a", "1", CancellationToken.None);

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.PushImageAsync("127.0.0.1:1/a", "1", null, CancellationToken.None).ToListAsync().AsTask());

        await engine.RemoveImageAsync("127.0.0.1:1/a:1", force: false, keepParents: false, CancellationToken.None);
        Assert.Contains("connection refused", error.Reason, StringComparison.Ordinal);
    }
}
