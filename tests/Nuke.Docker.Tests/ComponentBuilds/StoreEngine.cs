using Nuke.Docker.Machine;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>An engine with the containerd image store, and with the base image of small builds.</summary>
public sealed class StoreEngine : NewestEngine
{
    protected override async Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken) =>
        await base.SettingsAsync(cancellationToken) with { Arguments = ["--feature", "containerd-snapshotter=true"] };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
