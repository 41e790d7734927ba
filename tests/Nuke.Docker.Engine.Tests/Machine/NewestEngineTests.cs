using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class NewestEngineTests(NewestEngine engine) : IClassFixture<NewestEngine>
{
    [Fact]
    public async Task IsNewerThanTheMachinesAndRunsContainers()
    {
        await engine.EnsureBaseImagesAsync("alpine");

        var version = $"{(await engine.Client.GetAsync("version", CancellationToken.None))["ApiVersion"]}";
        var (exitCode, output) = await engine.Client.RunAsync("alpine", "echo", "hello");

        Assert.True(Version.Parse(version) >= new Version(1, 51), version);
        Assert.Equal((0, "hello\r\n"), (exitCode, output));
    }

    [Fact]
    public async Task ComesBackAfterACrash()
    {
        await engine.EnsureBaseImagesAsync("alpine");

        await engine.KillAsync();
        await engine.StartAsync();

        Assert.Equal(0, (await engine.Client.RunAsync("alpine", "true")).ExitCode);
    }

    [Fact]
    public async Task KeepsImagesInContainerdWhenAskedTo()
    {
        var settings = new SideEngineSettings
        {
            Suite = await DebianSuite.GetAsync("sid", _ => { }, CancellationToken.None),
            Arguments = ["--feature", "containerd-snapshotter=true"],
        };
        await using var containerd = await SideEngine.StartAsync(settings, CancellationToken.None);
        await BaseImages.AssembleAsync(containerd.Client, ["alpine"], _ => { }, CancellationToken.None);

        Assert.Equal("overlayfs", $"{(await containerd.Client.GetAsync("info", CancellationToken.None))["Driver"]}");
        Assert.Equal(0, (await containerd.Client.RunAsync("alpine", "true")).ExitCode);
    }
}
