using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class LoopbackRegistryTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    const string Credentials =
        $$"""{"username":"{{LoopbackRegistry.UserName}}","password":"{{LoopbackRegistry.Password}}"}""";

    [Theory]
    [InlineData(RegistryDemands.None)]
    [InlineData(RegistryDemands.Authentication)]
    [InlineData(RegistryDemands.Tls)]
    [InlineData(RegistryDemands.Tls | RegistryDemands.Authentication)]
    public async Task KeepsWhatAPrivateEnginePushes(RegistryDemands demands)
    {
        await engine.EnsureBaseImagesAsync("alpine");
        await using var registry = await LoopbackRegistry.StartAsync(demands, engine);

        Assert.Null(await PushAsync($"{registry.Address}/team/alpine", "1.0", Credentials));

        Assert.Equal(["team/alpine"], await registry.RepositoriesAsync());
        Assert.Equal(["1.0"], await registry.TagsAsync("team/alpine"));
        Assert.Empty(await registry.TagsAsync("team/other"));
    }

    [Fact]
    public async Task RefusesAWrongPassword()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, engine);

        var error = await PushAsync($"{registry.Address}/alpine", "1.0", """{"username":"nuke","password":"guess"}""");

        Assert.Equal("unauthorized: authentication required", error);
        Assert.Empty(await registry.RepositoriesAsync());
    }

    [Fact]
    public async Task BeyondTheLoopbackItsAuthorityHasToBeTrusted()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Tls, engine);

        var before = await PushAsync($"{registry.RoutableAddress}/alpine", "1.0", Credentials);
        registry.TrustedBy(engine);
        var after = await PushAsync($"{registry.RoutableAddress}/alpine", "1.0", Credentials);

        Assert.Contains("certificate signed by unknown authority", before, StringComparison.Ordinal);
        Assert.Null(after);
    }

    [Fact]
    public async Task ServesTheMachinesOwnLoopback()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None);

        Assert.Equal(registry.Address, registry.RoutableAddress);
        Assert.Empty(await registry.RepositoriesAsync());
    }

    /// <summary>Pushes alpine under another name.</summary>
    /// <returns>The error in the stream, or null.</returns>
    async Task<string?> PushAsync(string repository, string tag, string credentials)
    {
        var name = Uri.EscapeDataString(repository);
        await engine.Client.SendJsonAsync(
            HttpMethod.Post, $"images/alpine/tag?repo={name}&tag={tag}", body: null, CancellationToken.None);
        return await engine.Client.PushAsync(repository, tag, credentials);
    }
}
