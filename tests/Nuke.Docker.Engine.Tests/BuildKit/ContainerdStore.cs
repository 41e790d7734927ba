using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>The classes that build on one of the newest engines that keeps its images in containerd's store.</summary>
[CollectionDefinition(nameof(ContainerdStoreCollection))]
public sealed class ContainerdStoreCollection : ICollectionFixture<NewestEngineWithContainerdStore>;

public class NewestEngineWithContainerdStore : NewestEngine
{
    protected override async Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken) =>
        await base.SettingsAsync(cancellationToken) with { Arguments = ["--feature", "containerd-snapshotter=true"] };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
