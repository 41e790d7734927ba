using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Empty engines of their own, for what another one has made.</summary>
public sealed class SecondEngineWithContainerdStore : NewestEngineWithContainerdStore;

/// <inheritdoc cref="SecondEngineWithContainerdStore"/>
public sealed class SecondEngine : NewestEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}

/// <inheritdoc cref="SecondEngineWithContainerdStore"/>
public sealed class SecondMachineEngine : PrivateEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
