using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class SideEngineLeftoversTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingIsLeftOfAnEngineThatWasDisposed(bool inMemory)
    {
        var engine = await SideEngine.StartAsync(new SideEngineSettings { InMemory = inMemory }, CancellationToken.None);
        var traces = Traces.Of(engine.SocketPath);
        await BaseImages.AssembleAsync(engine.Client, ["alpine"], _ => { }, CancellationToken.None);
        var id = await engine.Client.CreateContainerAsync("alpine", "sleep", "1000");
        await engine.Client.SendJsonAsync(HttpMethod.Post, $"containers/{id}/start", body: null, CancellationToken.None);
        Assert.Equal(["directory", "interface", "firewall", "process"], await traces.FindAsync());

        await engine.DisposeAsync();

        Assert.Empty(await traces.FindAsync());
        Assert.Empty(traces.FindControlGroups());
    }

    [Fact]
    public async Task TheNextStartRemovesWhatAKilledOwnerLeft()
    {
        using var owner = Command.Start("dotnet", ["exec", typeof(SideEngine).Assembly.Location, "side"]);
        var line = await owner.StandardOutput.ReadLineAsync();
        var traces = Traces.Of(line!.Split("unix://")[1].Split(' ')[0]);
        Assert.Equal(["directory", "interface", "firewall", "process"], await traces.FindAsync());

        owner.Kill();
        await traces.ProcessesEndAsync();
        await using var next = await SideEngine.StartAsync(new SideEngineSettings(), CancellationToken.None);

        // It may have the same number, and then the same names: only what is its own may bear them.
        var own = Traces.Of(next.SocketPath);
        Assert.Equal(own.Number == traces.Number ? ["directory", "interface", "firewall", "process"] : [], await traces.FindAsync());
        Assert.Empty(await new EngineContents(next.Client).ImagesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task TheMachinesOwnNetworkStaysAsItWas()
    {
        var before = await NetworkAsync();

        await using (await SideEngine.StartAsync(new SideEngineSettings(), CancellationToken.None))
            Assert.Equal(before, await NetworkAsync());

        Assert.Equal(before, await NetworkAsync());
    }

    /// <summary>Bridges and firewall rules that no side engine made.</summary>
    static async Task<string> NetworkAsync()
    {
        var links = await Command.RunAsync("ip", ["-brief", "address", "show", "type", "bridge"], CancellationToken.None);
        var rules = await Command.RunAsync("iptables-save", [], CancellationToken.None);
        return links + string.Join('\n', rules.Split('\n').Where(rule => rule.StartsWith("-A", StringComparison.Ordinal) && !rule.Contains("nukedocker", StringComparison.Ordinal)));
    }
}
