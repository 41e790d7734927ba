using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>The classes that build on an engine between the oldest and the newest.</summary>
[CollectionDefinition(nameof(Engine26Collection))]
public sealed class Engine26Collection : ICollectionFixture<Engine26>;

/// <summary>Docker Engine 26, which Debian's suite trixie has packages of. It holds <c>alpine</c>.</summary>
public sealed class Engine26 : PrivateEngine
{
    protected override async Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken) =>
        new() { Suite = await DebianSuite.GetAsync("trixie", _ => { }, cancellationToken) };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
