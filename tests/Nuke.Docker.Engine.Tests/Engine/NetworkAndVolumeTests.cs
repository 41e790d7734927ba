namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class NetworkAndVolumeTests(EngineFixture fixture)
{
    static readonly Dictionary<string, string> _labels = new() { ["a"] = "b" };

    [Fact]
    public async Task ANetworkIsCreatedListedAndRemoved()
    {
        await using var engine = await fixture.ConnectAsync();
        var name = $"net-{Guid.NewGuid():N}";
        var id = await engine.CreateNetworkAsync(name, _labels, CancellationToken.None);

        var listed =
            Assert.Single(
                await engine.ListNetworksAsync(EngineFilters.None.With("name", name), CancellationToken.None));

        Assert.Equal((id, name, "b"), (listed.Id, listed.Name, listed.Labels["a"]));
        Assert.Equal(Removal.Removed, await engine.RemoveNetworkAsync(id, CancellationToken.None));
        Assert.Equal(Removal.Absent, await engine.RemoveNetworkAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task AVolumeInUseStays()
    {
        await using var engine = await fixture.ConnectAsync();
        var name = $"vol-{Guid.NewGuid():N}";
        await engine.CreateVolumeAsync(name, _labels, CancellationToken.None);
        var container = await engine.CreateContainerAsync(
            new ContainerRequest { Image = "alpine", Command = ["true"], Binds = [$"{name}:/v"] },
            CancellationToken.None);

        Assert.Equal(
            "b",
            Assert.Single(
                await engine.ListVolumesAsync(
                    EngineFilters.None.With("name", name), CancellationToken.None)).Labels["a"]);
        Assert.Equal(Removal.InUse, await engine.RemoveVolumeAsync(name, CancellationToken.None));
        await engine.RemoveContainerAsync(container, CancellationToken.None);
        Assert.Equal(Removal.Removed, await engine.RemoveVolumeAsync(name, CancellationToken.None));
        Assert.Equal(Removal.Absent, await engine.RemoveVolumeAsync(name, CancellationToken.None));
    }

    [Fact]
    public async Task TheEngineTellsAboutItself()
    {
        await using var engine = await fixture.ConnectAsync();

        var info = await engine.InfoAsync(CancellationToken.None);

        Assert.Equal(engine.Version.ServerVersion, info.ServerVersion);
        Assert.True(info is { Processors: > 0, MemoryBytes: > 0, StorageDriver.Length: > 0 });
    }
}
