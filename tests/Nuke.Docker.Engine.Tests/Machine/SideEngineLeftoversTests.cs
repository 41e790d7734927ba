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
        var settings = new SideEngineSettings { InMemory = inMemory };
        var engine = await SideEngine.StartAsync(settings, CancellationToken.None);
        var traces = new Traces(engine.SocketPath);
        await BaseImages.AssembleAsync(engine.Client, ["alpine"], _ => { }, CancellationToken.None);
        var id = await engine.Client.CreateContainerAsync("alpine", "sleep", "1000");
        await engine.Client.SendJsonAsync(
            HttpMethod.Post, $"containers/{id}/start", body: null, CancellationToken.None);
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
        var traces = new Traces(line!.Split("unix://")[1].Split(' ')[0]);
        Assert.Equal(["directory", "interface", "firewall", "process"], await traces.FindAsync());

        owner.Kill();
        await traces.ProcessesEndAsync();
        await using var next = await SideEngine.StartAsync(new SideEngineSettings(), CancellationToken.None);

        await traces.EndAsync();
        Assert.Empty(traces.FindControlGroups());
    }

    [Fact]
    public async Task TheMachinesOwnNetworkStaysAsItWas()
    {
        var before = await NetworkAsync();

        await using (await SideEngine.StartAsync(new SideEngineSettings(), CancellationToken.None))
            Assert.Equal(before, await NetworkAsync());

        Assert.Equal(before, await NetworkAsync());
    }

    /// <summary>The default bridge and the rules that lead to it: a careless second engine removes them.</summary>
    static async Task<string> NetworkAsync()
    {
        string[] show = ["-oneline", "-4", "address", "show", "docker0"];
        var address = await Command.TryRunAsync("ip", show, CancellationToken.None);
        var rules = await Command.RunAsync("iptables-save", [], CancellationToken.None);
        // Rules with a port belong to containers that come and go.
        var own = rules.Split('\n')
            .Where(rule => rule.Contains(" docker0 ", StringComparison.Ordinal))
            .Where(rule => !rule.Contains("port", StringComparison.Ordinal));
        return address.Output + string.Join('\n', own);
    }
}
