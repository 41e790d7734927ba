using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>The classes that build on one engine's BuildKit, reached as a buildkitd is, for another engine.</summary>
[CollectionDefinition(nameof(RemoteCollection))]
public sealed class RemoteCollection : ICollectionFixture<MachineEngine>, ICollectionFixture<RemoteBuilder>;

/// <summary>An engine whose BuildKit has the exporters of a buildkitd. It holds the base image of the tests under a
/// name that other engines do not have.</summary>
public sealed class RemoteBuilder : NewestEngineWithContainerdStore
{
    /// <summary>The base image that only the builder has, as if it were in a registry.</summary>
    public const string BaseImage = "registry.example/base:1";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.SendJsonAsync(
            HttpMethod.Post, "images/alpine/tag?repo=registry.example/base&tag=1", body: null, CancellationToken.None);
    }
}

/// <summary>A test that builds elsewhere than on the engine that gets the image.</summary>
public abstract class RemoteBuildTest(PrivateEngine target, RemoteBuilder builder) : EngineTest(target)
{
    private protected RemoteBuilder Builder => builder;

    private protected Task<BuiltImage> BuildAsync(
        BuilderProxy proxy, string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        BuildAsync([BuilderEndpoint.Parse(proxy.Endpoint)], dockerfile, configure);

    private protected Task<BuiltImage> BuildAsync(
        IReadOnlyList<BuilderEndpoint> builders,
        string dockerfile,
        Func<ImageBuildSettings, ImageBuildSettings>? configure = null) => BuildAsync(
            dockerfile, settings => (configure ?? (unchanged => unchanged))(settings.SetBuilder(builders)));
}
