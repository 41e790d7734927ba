using System.Text.Json.Nodes;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Containers;

public abstract class RunTests(PrivateEngine fixture) : EngineTest(fixture)
{
    static ContainerRunSettings Shell(string script) =>
        ContainerRunSettings.Default.SetImage("alpine").SetArguments("sh", "-c", script);

    [Fact]
    public async Task ARunShowsItsOutputAndGivesItsExitCode()
    {
        var exitCode = await ContainerRun.RunAsync(Docker, Shell("echo out; echo error >&2; exit 3"), Events, Stop);

        Assert.Equal(3, exitCode);
        Assert.Equal(["error", "out"], Events.Output.Order());
    }

    [Fact]
    public async Task WhatIsSetIsWhatTheContainerHas()
    {
        var settings = Shell("""
            echo $COLOUR; id -u; pwd; stat -f -c %T /scratch; cat /proc/1/comm; grep -o '.*elsewhere' /etc/hosts | cut -c1-8
            touch /new 2>/dev/null || echo read-only; echo 1 >/scratch/file; echo 2 >/volume/file; cat /volume/file; hostname >/dev/null
            grep CapEff /proc/self/status | cut -f2; sleep 1000
            """)
            .SetName(Name)
            .SetEnvironmentVariable("COLOUR", "red")
            .SetUser("0:0")
            .SetWorkingDirectory("/etc")
            .AddTemporaryFileSystem("/scratch", 65536, "mode=1777")
            .AddMount($"{Name}-volume", "/volume")
            .AddExtraHost("elsewhere", "10.9.8.7")
            .EnableReadOnly()
            .DropCapabilities("ALL")
            .AddCapabilities("NET_BIND_SERVICE")
            .SetMemoryBytes(64 << 20)
            .SetProcessors(0.5m)
            .SetProcessLimit(50)
            .SetSharedMemoryBytes(1 << 20)
            .SetRestartPolicy(RestartPolicy.OnFailure(2))
            .SetLabel("purpose", "test")
            .SetStopSignal("SIGKILL")
            .SetStopGrace(TimeSpan.FromSeconds(3))
            .SetHealthCheck(HealthCheck.Shell("true") with { Interval = TimeSpan.FromSeconds(1), Retries = 2 })
            .WaitForLogLine("^00000");
        await using (var container = await ContainerRun.StartAsync(Docker, settings, Events, Stop))
        {
            Assert.Equal(
                ["red", "0", "/etc", "tmpfs", "sh", "10.9.8.7", "read-only", "2", "0000000000000400"], Events.Output);
            var json = await Fixture.Client.GetAsync($"containers/{container.Id}/json", Stop);
            Assert.Equal((Name, $"/{Name}"), (container.Name, $"{json["Name"]}"));
            Assert.Equal("test", $"{json["Config"]!["Labels"]!["purpose"]}");
            Assert.Equal(("SIGKILL", "3"), ($"{json["Config"]!["StopSignal"]}", $"{json["Config"]!["StopTimeout"]}"));
            Assert.Equal("[\"CMD-SHELL\",\"true\"]", json["Config"]!["Healthcheck"]!["Test"]!.ToJsonString());
            Assert.Equal("1000000000", $"{json["Config"]!["Healthcheck"]!["Interval"]}");
            AssertHost(json["HostConfig"]!);
        }
        Assert.Equal([$"{Name}-volume"], (await Fixture.Contents.VolumesAsync(Stop)).Select(volume => volume.Id));
        await Docker.RemoveVolumeAsync($"{Name}-volume", Stop);
    }

    static void AssertHost(JsonNode host) => Assert.Equal(
        ("67108864", "500000000", "50", "1048576", "on-failure", "2"),
        ($"{host["Memory"]}", $"{host["NanoCpus"]}", $"{host["PidsLimit"]}", $"{host["ShmSize"]}",
            $"{host["RestartPolicy"]!["Name"]}", $"{host["RestartPolicy"]!["MaximumRetryCount"]}"));

    [Fact]
    public async Task PublishedPortsAreReadBackAndReached()
    {
        var settings = Serving("hello", 8080).PublishPort(8080).PublishPort("127.0.0.1:18081:8081").WaitForHttp(8080);
        await using var container = await ContainerRun.StartAsync(Docker, settings, Events, Stop);
        using var http = new HttpClient();

        Assert.Equal("hello\n", await http.GetStringAsync(container.GetUri(8080, "/index.html")));
        Assert.Equal([8080, 8081], container.Ports.Select(port => port.ContainerPort));
        Assert.Equal((Fixture.Engine.Address, 18081), (container.GetPort(8081).Host, container.GetPort(8081).HostPort));
        var error = Assert.Throws<InvalidOperationException>(() => container.GetPort(80));
        Assert.Equal(
            $"Port 80/tcp of the container of 'alpine' is not published: {container.Ports[0]}, {container.Ports[1]} "
            + "are. Call PublishPort(80).",
            error.Message);
    }

    [Fact]
    public async Task EveryExposedPortIsPublishedIfAskedFor()
    {
        await BuildAsync("FROM alpine\nEXPOSE 8080 9090/udp\nCMD [\"sleep\", \"1000\"]\n");

        await using var container = await ContainerRun.StartAsync(
            Docker, ContainerRunSettings.Default.SetImage(Name).EnablePublishAllPorts(), Events, Stop);

        Assert.Equal(
            [(8080, TransportProtocol.Tcp), (9090, TransportProtocol.Udp)],
            container.Ports.Select(port => (port.ContainerPort, port.Protocol)));
    }

    [Fact]
    public async Task ARunningContainerIsLookedAtAndEnded()
    {
        await using var container = await ContainerRun.StartAsync(
            Docker, Shell("echo begun; trap 'echo asked; exit 5' TERM; while :; do sleep 0.1; done")
                .WaitForLogLine("begun"), Events, Stop);

        var listing = await container.ExecAsync(["sh", "-c", "echo in; echo wrong >&2; exit 4"], Stop);
        Assert.Equal((4, "in", "wrong"), (listing.ExitCode, listing.Output, listing.Errors));
        var placed = await container.ExecAsync(
            ExecSettings.Default.SetCommand("sh", "-c", "pwd; id -u; echo $A").SetWorkingDirectory("/etc")
                .SetUser("65534").SetEnvironmentVariable("A", "b"), Events, Stop);
        Assert.Equal("/etc\n65534\nb", placed.ThrowIfFailed().Output);
        var running = await container.InspectAsync(Stop);
        Assert.Equal(("running", true, null), (running.Status, running.IsRunning, running.Health));
        Assert.Equal(5, await container.StopAsync(Stop));
        Assert.Equal(
            ["begun", "asked"],
            (await container.LogsAsync(follow: false, Stop).ToListAsync()).Select(line => line.Text));
        var ended = await container.InspectAsync(Stop);
        Assert.Equal(("exited", false, 5), (ended.Status, ended.IsRunning, ended.ExitCode));

        var error = Assert.Throws<ContainerCommandException>(() => listing.ThrowIfFailed());
        Assert.Equal(
            "The command 'sh -c echo in; echo wrong >&2; exit 4' in the container of 'alpine' ended with exit code "
            + "4.\n  in\n  wrong",
            error.Message.Replace("  wrong\n  in", "  in\n  wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AKilledContainerEndsWithTheSignal()
    {
        await using var container = await ContainerRun.StartAsync(Docker, Shell("exec sleep 1000"), Events, Stop);

        await container.KillAsync(Stop);

        Assert.Equal(137, await container.WaitForExitAsync(Stop));
    }

    [Fact]
    public async Task ADetachedContainerStaysAndIsNobodys()
    {
        await using (var detached = await ContainerRun.StartAsync(
            Docker, Shell("echo begun; sleep 1000").SetName(Name).SetRestartPolicy(RestartPolicy.UnlessStopped)
                .WaitForLogLine("begun").Detach(), Events, Stop))
            Assert.True(detached.IsDetached);

        var container = Assert.Single(await Fixture.Contents.ContainersAsync(Stop));
        Assert.Equal([Name], container.Names);
        Assert.DoesNotContain("nuke.docker.run", container.Labels);
        Assert.Equal("running", $"{container.Json["State"]}");
        Assert.Equal(["begun"], Events.Output);
        await Docker.RemoveContainerAsync(container.Id, Stop);
    }

    [Fact]
    public async Task AStartThatFailsLeavesNothing()
    {
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => ContainerRun.StartAsync(
                Docker,
                ContainerRunSettings.Default.SetImage("alpine").SetArguments("/nothing").Detach(),
                Events,
                Stop));

        Assert.Contains("/nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledRunLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        Events.OnEvent = _ => cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ContainerRun.RunAsync(Docker, Shell("echo begun; sleep 1000"), Events, cancellation.Token));
    }

    [Fact]
    public async Task AReporterThatThrowsEndsTheRun()
    {
        Events.OnEvent = _ => throw new InvalidDataException("enough");

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ContainerRun.RunAsync(Docker, Shell("echo begun; sleep 1000"), Events, Stop));

        Assert.Equal("enough", error.Message);
    }

    /// <summary>busybox's HTTP server.</summary>
    static ContainerRunSettings Serving(string text, int port) =>
        Shell($"mkdir /www; echo {text} >/www/index.html; exec httpd -f -p {port} -h /www");
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class RunTestsOnTheMachinesVersion(MachineEngine fixture) : RunTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class RunTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : RunTests(fixture);
