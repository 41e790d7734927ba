using System.Net;
using System.Net.Sockets;
using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class SideEngineTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task RunsContainersFromAnAssembledAlpine()
    {
        await engine.EnsureBaseImagesAsync("alpine");

        var run = await engine.Client.RunAsync("alpine", "sh", "-c", "echo hello from $(uname -s); exit 3");

        Assert.Equal((3, "hello from Linux\r\n"), run);
    }

    [Fact]
    public async Task ItsContainersReachTheMachine()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        using var listener = new TcpListener(IPAddress.Parse(engine.Engine.HostAddress), 0);
        listener.Start();

        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var run = engine.Client.RunAsync("alpine", "nc", engine.Engine.HostAddress, $"{port}");
        using (var client = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30)))
            await client.GetStream().WriteAsync("good day"u8.ToArray());

        Assert.Equal((0, "good day"), await run);
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

    [Fact]
    public async Task StopsItsContainersWhenItIsRestarted()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        var id = await engine.Client.CreateContainerAsync(
            "alpine", "sh", "-c", "trap 'exit 7' TERM; while :; do sleep 0.1; done");
        await engine.Client.SendJsonAsync(
            HttpMethod.Post, $"containers/{id}/start", body: null, CancellationToken.None);

        await engine.RestartAsync();

        var state = (await engine.Client.GetAsync($"containers/{id}/json", CancellationToken.None))["State"]!;
        Assert.Equal("exited", $"{state["Status"]}");
        await engine.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{id}", body: null, CancellationToken.None);
    }

    [Fact]
    public async Task ItsDiskCanBeFull()
    {
        var settings = new SideEngineSettings { InMemory = true, DataBytes = 24 << 20 };
        await using var small = await SideEngine.StartAsync(settings, CancellationToken.None);
        await BaseImages.AssembleAsync(small.Client, ["alpine"], _ => { }, CancellationToken.None);

        // The engine keeps the output on the same disk, so there is room for it only after rm.
        const string line =
            "dd if=/dev/zero of=/file bs=1M count=100 2>/dev/null; code=$?; rm /file; echo dd ended with $code";
        var (_, output) = await small.Client.RunAsync("alpine", "sh", "-c", line);

        Assert.Equal("dd ended with 1\r\n", output);
    }
}
