using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Engine;

public sealed class NewestEngineRoutesTests(NewestEngine newest) : IClassFixture<NewestEngine>
{
    [Fact]
    public async Task EverythingWorksOnTheNewestEngineToo()
    {
        await newest.EnsureBaseImagesAsync("alpine");
        await using var engine =
            await DockerEngine.ConnectAsync(EngineEndpoint.Parse(newest.Endpoint), CancellationToken.None);

        Assert.True(engine.Version.ApiVersion > new Version(1, 41));
        await RoundTrip.RunAsync(engine);
    }
}
