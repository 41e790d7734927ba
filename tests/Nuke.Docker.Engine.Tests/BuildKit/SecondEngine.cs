using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Another engine, for what is made on one and used on the other. It holds <c>alpine</c>.</summary>
public sealed class SecondEngine : NewestEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
