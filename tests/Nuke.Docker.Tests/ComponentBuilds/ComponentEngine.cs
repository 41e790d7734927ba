using Nuke.Docker.Machine;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>An engine with the base image of small builds.</summary>
public sealed class ComponentEngine : PrivateEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }

    /// <summary>States that there is nothing that a build should have removed.</summary>
    public async Task AssertCleanAsync()
    {
        Assert.Empty(await Contents.ContainersAsync(CancellationToken.None));
        Assert.Empty(await Contents.DanglingImagesAsync(CancellationToken.None));
        Assert.Empty(await Contents.NetworksAsync(CancellationToken.None));
        Assert.Empty(await Contents.VolumesAsync(CancellationToken.None));
    }

    /// <summary>The tags of a repository's images, in order.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string prefix) =>
    [
        .. (await Contents.ImagesAsync(CancellationToken.None)).SelectMany(image => image.Names)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public async Task<EngineItem> ImageAsync(string tag) =>
        (await Contents.ImagesAsync(CancellationToken.None)).Single(image => image.Names.Contains(tag));
}
