using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class SideEngineTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task RunsContainersFromAnAssembledAlpine()
    {
        await engine.EnsureBaseImagesAsync("alpine");

        var (exitCode, output) = await engine.Client.RunAsync("alpine", "sh", "-c", "echo hello from $(uname -s); exit 3");

        Assert.Equal((3, "hello from Linux\r\n"), (exitCode, output));
    }

    [Fact]
    public async Task TwoSideBySideHoldDifferentThings()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        await using var other = await SideEngine.StartAsync(new SideEngineSettings(), CancellationToken.None);

        Assert.Empty(await new EngineContents(other.Client).ImagesAsync(CancellationToken.None));
        Assert.NotEqual(engine.Engine.Address, other.Address);
    }

    [Fact]
    public async Task KeepsItsImagesThroughACrash()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        var before = await engine.Contents.ImagesAsync(CancellationToken.None);

        await engine.KillAsync();
        Assert.NotNull(await engine.Client.PingAsync(CancellationToken.None));
        await engine.StartAsync();

        var after = await engine.Contents.ImagesAsync(CancellationToken.None);
        Assert.Equal(before.Select(image => image.Id), after.Select(image => image.Id));
        Assert.Equal(0, (await engine.Client.RunAsync("alpine", "true")).ExitCode);
    }
}
