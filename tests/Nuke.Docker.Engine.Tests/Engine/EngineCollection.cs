using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Engine;

/// <summary>The classes that try the routes of one private engine, which holds <c>alpine</c>.</summary>
[CollectionDefinition(nameof(EngineCollection))]
public sealed class EngineCollection : ICollectionFixture<EngineFixture>;

public sealed class EngineFixture : PrivateEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }

    internal Task<DockerEngine> ConnectAsync() =>
        DockerEngine.ConnectAsync(EngineEndpoint.Parse(Endpoint), CancellationToken.None);
}
