using System.Net;

namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class ContainerTests(EngineFixture fixture)
{
    [Fact]
    public async Task AContainerRunsAttachedToItsEnd()
    {
        await using var engine = await fixture.ConnectAsync();
        var id = await engine.CreateContainerAsync(
            Shell("echo out; echo err >&2; printf hällo; exit 3"), CancellationToken.None);
        await using var attachment = await engine.AttachAsync(id, CancellationToken.None);
        await engine.StartContainerAsync(id, CancellationToken.None);

        var lines = await attachment.Lines.ToListAsync();

        Assert.Equal(
            ["out", "hällo"], lines.Where(line => line.Stream == OutputStream.Stdout).Select(line => line.Line));
        Assert.Equal(["err"], lines.Where(line => line.Stream == OutputStream.Stderr).Select(line => line.Line));
        Assert.Equal(3, await engine.WaitContainerAsync(id, CancellationToken.None));
        Assert.Equal(
            new ContainerState("exited", false, 3, false, ""),
            (await engine.FindContainerAsync(id, CancellationToken.None))!.State);
        Assert.Equivalent(lines, await engine.LogsAsync(id, follow: true, CancellationToken.None).ToListAsync());
        Assert.Equal(Removal.Removed, await engine.RemoveContainerAsync(id, CancellationToken.None));
        Assert.Equal(Removal.Absent, await engine.RemoveContainerAsync(id, CancellationToken.None));
        Assert.Null(await engine.FindContainerAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task ARunningContainerIsStoppedListedAndRemoved()
    {
        await using var engine = await fixture.ConnectAsync();
        var label = Guid.NewGuid().ToString("N");
        var request = Shell("trap 'exit 5' TERM; while :; do sleep 0.1; done") with
        {
            Name = $"stopped-{label}",
            Labels = new Dictionary<string, string> { ["which"] = label },
        };
        var id = await engine.CreateContainerAsync(request, CancellationToken.None);
        await engine.StartContainerAsync(id, CancellationToken.None);

        var running = Assert.Single(
            await engine.ListContainersAsync(EngineFilters.None.WithLabel("which", label), CancellationToken.None));
        Assert.Equal(
            (id, "running", "alpine", $"stopped-{label}"),
            (running.Id, running.State, running.Image, Assert.Single(running.Names)));
        Assert.Equal(0, await RunAsync(engine, id, "true"));
        Assert.Equal(9, await RunAsync(engine, id, "exit 9"));

        await engine.StopContainerAsync(id, TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(5, await engine.WaitContainerAsync(id, CancellationToken.None));
        Assert.Equal(Removal.Removed, await engine.RemoveContainerAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task AKilledContainerEndsWith137()
    {
        await using var engine = await fixture.ConnectAsync();
        var id = await engine.CreateContainerAsync(Shell("sleep 1000"), CancellationToken.None);
        await engine.StartContainerAsync(id, CancellationToken.None);
        var waiting = engine.WaitContainerAsync(id, CancellationToken.None);

        await engine.KillContainerAsync(id, CancellationToken.None);

        Assert.Equal(137, await waiting);
        await engine.RemoveContainerAsync(id, CancellationToken.None);
    }

    [Fact]
    public async Task AMissingImageIsRefusedInTheEnginesWords()
    {
        await using var engine = await fixture.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.CreateContainerAsync(new ContainerRequest { Image = "nowhere:1" }, CancellationToken.None));

        Assert.Equal(
            "The Docker Engine refused POST /containers/create with status 404: No such image: nowhere:1",
            error.Message);
        Assert.Equal(HttpStatusCode.NotFound, error.Status);
    }

    [Fact]
    public async Task EventsTellWhatHappens()
    {
        await using var engine = await fixture.ConnectAsync();
        var label = Guid.NewGuid().ToString("N");
        var since = DateTimeOffset.UtcNow.AddSeconds(-1);
        var id = await engine.CreateContainerAsync(
            Shell("true") with { Labels = new Dictionary<string, string> { ["which"] = label } },
            CancellationToken.None);
        await engine.RemoveContainerAsync(id, CancellationToken.None);

        var events =
            await engine.EventsAsync(EngineFilters.None.WithLabel("which", label), since, CancellationToken.None)
                .Take(2).ToListAsync();

        Assert.Equal(
            [("container", "create", id), ("container", "destroy", id)], events.Select(e => (e.Type, e.Action, e.Id)));
        Assert.Equal(label, events[0].Attributes["which"]);
        Assert.InRange(events[0].Time, since.AddMinutes(-1), since.AddMinutes(1));
    }

    static ContainerRequest Shell(string script) => new() { Image = "alpine", Command = ["sh", "-c", script] };

    static async Task<long?> RunAsync(DockerEngine engine, string container, string script)
    {
        var exec = await engine.CreateExecAsync(
            container, new ExecRequest { Command = ["sh", "-c", $"echo from exec; {script}"] }, CancellationToken.None);
        await using var attachment = await engine.StartExecAsync(exec, CancellationToken.None);
        Assert.Equal([new(OutputStream.Stdout, "from exec")], await attachment.Lines.ToListAsync());
        return await engine.ExecExitCodeAsync(exec, CancellationToken.None);
    }
}
