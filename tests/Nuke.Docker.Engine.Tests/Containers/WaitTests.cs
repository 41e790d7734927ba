using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Containers;

public abstract class WaitTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string Idle = "exec sleep 1000";

    static readonly HealthCheck _file = HealthCheck.Shell("echo looked; test -e /ready") with
    {
        Interval = TimeSpan.FromMilliseconds(100),
        Retries = 2,
        StartPeriod = TimeSpan.FromSeconds(30),
    };

    public static TheoryData<string, ContainerRunSettings> Ready => new()
    {
        { "healthy", Shell($"sleep 0.3; touch /ready; {Idle}").SetHealthCheck(_file).WaitForHealthy() },
        {
            "line",
            Shell($"echo starting; sleep 0.3; echo 'ready: 1'; sleep 0.1; echo 'ready: 2' >&2; {Idle}")
                .WaitForLogLine("^ready: [0-9]", 2)
        },
        { "port", Shell("sleep 0.3; exec nc -ll -p 80 -e cat").PublishPort(80).WaitForPort(80) },
        {
            "http",
            Shell($"mkdir /www; httpd -p 80 -h /www; sleep 0.3; echo 1 >/www/ready; {Idle}").PublishPort(80)
                .WaitForHttp(80, "/ready")
        },
        { "status", Shell("exec httpd -f -p 80 -h /etc").PublishPort(80).WaitForHttp(80, "/nowhere", 404) },
        { "command", Shell($"sleep 0.3; touch /ready; {Idle}").WaitForCommand("test", "-e", "/ready") },
        { "exit", Shell("sleep 0.3; exit 7").WaitForExit(7) },
        { "any exit", Shell("exit 8").WaitForExit(null) },
        { "line before the exit", Shell("echo ready").WaitForLogLine("ready").WaitForExit() },
        {
            "all",
            Shell($"echo one; httpd -p 80 -h /etc; sleep 0.2; echo two; touch /ready; {Idle}").SetHealthCheck(_file)
                .PublishPort(80).WaitForLogLine("two").WaitForPort(80).WaitForHttp(80, "/hostname").WaitForHealthy()
                .WaitForCommand("true")
        },
        {
            "restart",
            Shell($"test -e /again || {{ touch /again; echo first; exit 1; }}; echo second; touch /ready; {Idle}")
                .SetRestartPolicy(RestartPolicy.OnFailure()).WaitForCommand("test", "-e", "/ready")
        },
    };

    public static TheoryData<ContainerRunSettings, string> Dying => new()
    {
        {
            Shell("echo one; echo two; exit 3").WaitForLogLine("three"),
            "ended with exit code 3 while it was waited for a line that matches 'three'.\n  one\n  two"
        },
        { Shell("exit 4").PublishPort(80).WaitForPort(80), "ended with exit code 4 while it was waited for port 80." },
        {
            Shell("exit 0").PublishPort(80).WaitForHttp(80, "/a", 204),
            "ended with exit code 0 while it was waited for status 204 of GET /a at port 80."
        },
        {
            Shell("sleep 0.3; exit 1").WaitForCommand("false"),
            "ended with exit code 1 while it was waited for the command 'false' to succeed."
        },
        { Shell("exit 2").WaitForExit(), "ended with exit code 2 while it was waited for its end with exit code 0." },
        {
            Shell("sleep 0.3; exit 6").SetHealthCheck(_file).WaitForHealthy(),
            "ended with exit code 6 while it was waited for the health check to succeed."
        },
        {
            Shell($"echo starting; {Idle}").SetHealthCheck(_file with { StartPeriod = null }).WaitForHealthy(),
            "will not be ready: it was waited for the health check to succeed, but it is unhealthy: "
            + "the latest check wrote 'looked'.\n  starting"
        },
        {
            Shell(Idle).EnablePublishAllPorts().WaitForPort(80),
            "will not be ready: it was waited for port 80, but that is not published."
        },
        {
            Shell(Idle).WaitForHealthy(),
            "will not be ready: it was waited for the health check to succeed, but it has no health check. Give it "
            + "one with SetHealthCheck."
        },
    };

    public static TheoryData<ContainerRunSettings, string> Slow => new()
    {
        {
            Shell($"echo ready; {Idle}").WaitForLogLine("ready", 2),
            "2 lines that match 'ready', and the last that was seen is 1 of them.\n  ready"
        },
        {
            Shell(Idle).SetHealthCheck(_file).WaitForHealthy(),
            "the health check to succeed, and the last that was seen is 'starting'."
        },
        {
            Shell(Idle).WaitForCommand("sh", "-c", "echo not yet; exit 3"),
            "the command 'sh -c echo not yet; exit 3' to succeed, and the last that was seen is exit code 3, 'not yet'."
        },
        { Shell(Idle).WaitForExit(), "its end with exit code 0, and the last that was seen is that it runs." },
        {
            Shell(Idle).PublishPort("28080:80").WaitForPort(80),
            "port 80, and the last that was seen is that {host}:28080 refuses connections."
        },
        {
            Shell(Idle).PublishPort("28080:80").WaitForHttp(80),
            "status 200 of GET / at port 80, and the last that was seen is that {host}:28080 refuses connections."
        },
        {
            Shell("exec httpd -f -p 80 -h /etc").PublishPort("28080:80").WaitForHttp(80, "/nowhere"),
            "status 200 of GET /nowhere at port 80, and the last that was seen is status 404 from {host}:28080."
        },
    };

    [Theory]
    [MemberData(nameof(Ready))]
    public async Task AStartReturnsWhenAllHasCome(string name, ContainerRunSettings settings)
    {
        await using var container = await ContainerRun.StartAsync(Docker, settings, Events, Stop);

        var status = await container.InspectAsync(Stop);
        Assert.Equal(!name.Contains("exit", StringComparison.Ordinal), status.IsRunning);
        Assert.Equal(settings.Waits.Any(wait => wait is WaitStrategy.Healthy) ? "healthy" : null, status.Health);
    }

    [Theory]
    [MemberData(nameof(Dying))]
    public async Task AContainerThatCannotBecomeReadyFailsAtOnce(ContainerRunSettings settings, string message)
    {
        var error = await Assert.ThrowsAsync<ContainerWaitException>(
            () => ContainerRun.StartAsync(Docker, settings, Events, Stop));

        Assert.Equal($"The container of 'alpine' {message}", error.Message);
    }

    [Theory]
    [MemberData(nameof(Slow))]
    public async Task ATimeoutTellsWhatWasSeenLast(ContainerRunSettings settings, string message)
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => ContainerRun.StartAsync(
                Docker, settings.SetName(Name).SetWaitTimeout(TimeSpan.FromSeconds(1.5)), Events, Stop));

        Assert.Equal(
            $"Container '{Name}' of 'alpine' was not ready within 1.5 s: it was waited for "
            + message.Replace("{host}", Fixture.Engine.Address, StringComparison.Ordinal),
            error.Message);
    }

    [Fact]
    public async Task ACancelledWaitIsNoTimeout()
    {
        using var cancellation = new CancellationTokenSource();
        Events.OnEvent = _ => cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ContainerRun.StartAsync(
                Docker, Shell($"echo begun; {Idle}").WaitForExit(), Events, cancellation.Token));
    }

    static ContainerRunSettings Shell(string script) =>
        ContainerRunSettings.Default.SetImage("alpine").SetArguments("sh", "-c", script);
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class WaitTestsOnTheMachinesVersion(MachineEngine fixture) : WaitTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class WaitTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : WaitTests(fixture);
