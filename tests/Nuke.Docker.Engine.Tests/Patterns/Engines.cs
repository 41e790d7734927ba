using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

/// <summary>The classes that build images on an engine of the machine's version, which holds <c>alpine</c>.</summary>
[CollectionDefinition(nameof(MachineEngineCollection))]
public sealed class MachineEngineCollection : ICollectionFixture<MachineEngine>;

/// <summary>The classes that do more than build, on another one beside the first.</summary>
[CollectionDefinition(nameof(SecondMachineEngineCollection))]
public sealed class SecondMachineEngineCollection : ICollectionFixture<MachineEngine>;

/// <summary>The classes that build images on one of the newest engines, which holds <c>alpine</c>.</summary>
[CollectionDefinition(nameof(NewestEngineCollection))]
public sealed class NewestEngineCollection : ICollectionFixture<NewestEngineWithAlpine>;

/// <summary>The classes that do more than build, on another one beside the first.</summary>
[CollectionDefinition(nameof(SecondNewestEngineCollection))]
public sealed class SecondNewestEngineCollection : ICollectionFixture<NewestEngineWithAlpine>;

public sealed class MachineEngine : PrivateEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}

public sealed class NewestEngineWithAlpine : NewestEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
