using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Running;

namespace Nuke.Docker.Core.Tests.Containers;

public class ContainerRunSettingsTests
{
    static readonly ContainerRunSettings _valid = ContainerRunSettings.Default.SetImage("a");

    public static TheoryData<ContainerRunSettings, string> Wrong => new()
    {
        { ContainerRunSettings.Default, "no image is set. Call SetImage." },
        {
            _valid.SetName("-a"),
            "the name '-a' is not one: two or more letters, digits, '_', '.' and '-', the first a letter or digit."
        },
        { _valid.SetEnvironmentVariable("a=b", "c"), "'a=b' is no name of an environment variable." },
        { _valid.SetLabel(" ", "c"), "a label has the empty name ' '." },
        { _valid.SetWorkingDirectory("app"), "the working directory 'app' is not an absolute path of the container." },
        {
            _valid.AddTemporaryFileSystem("tmp"),
            "the temporary file system 'tmp' is not an absolute path of the container."
        },
        {
            _valid.AddTemporaryFileSystem("/tmp", 0),
            "the temporary file system '/tmp' of 0 bytes is not greater than zero."
        },
        { _valid.SetStopSignal("SIGNOTHING"), "'SIGNOTHING' is no signal." },
        { _valid.SetMemoryBytes(1000), "the memory of 1000 bytes is less than the 6 MiB that an engine demands." },
        { _valid.SetProcessors(0), "the share of 0 processors is not greater than zero." },
        { _valid.SetProcessLimit(0), "the limit of 0 processes is not greater than zero." },
        { _valid.SetSharedMemoryBytes(0), "the shared memory of 0 bytes is not greater than zero." },
        { _valid.SetStopGrace(TimeSpan.FromSeconds(-1)), "the grace of -00:00:01 is less than zero." },
        { _valid.SetWaitTimeout(TimeSpan.Zero), "the wait timeout of 00:00:00 is not greater than zero." },
        { _valid.PublishPort(0), "the port '0' is not from 1 to 65535." },
        {
            _valid.AddMount("a", "b"),
            "the mount 'a:b' has the target 'b', which is not an absolute path of the container."
        },
        {
            _valid.AddMount("./a", "/b"),
            "the mount './a:/b' has the source './a', which is neither an absolute path nor the name of a volume."
        },
        {
            _valid.AddNetworkAliases("db"),
            "the alias 'db' has no meaning on the network 'default'. Set a network of your own."
        },
        {
            _valid.SetNetwork("host").PublishPort(80),
            "ports cannot be published on the network 'host'; they are those of the engine's machine already."
        },
        { _valid.SetNetwork("none").EnablePublishAllPorts(), "ports cannot be published on the network 'none'." },
        { _valid.WaitForPort(80), "the wait for port 80 needs port 80 published. Call PublishPort(80)." },
        {
            _valid.PublishPort("80/udp").WaitForHttp(80, "/ready"),
            "the wait for status 200 of GET /ready at port 80 needs port 80 published. Call PublishPort(80)."
        },
        {
            _valid.SetHealthCheck(HealthCheck.Shell("true") with { Interval = TimeSpan.Zero }),
            "the health check's interval of 00:00:00 is less than a millisecond."
        },
        {
            _valid.SetHealthCheck(HealthCheck.Shell("true") with { Retries = 0 }),
            "the health check's 0 retries are less than one."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AViolationIsTold(ContainerRunSettings settings, string violation) =>
        Assert.Equal([violation], ContainerRunViolations.Of(settings));

    [Fact]
    public async Task AllViolationsAreToldAtOnce()
    {
        var settings = ContainerRunSettings.Default.SetName("?").SetProcessLimit(-1).Detach();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ContainerRun.RunAsync(null!, settings, null!, CancellationToken.None));

        Assert.Equal(
            "The container cannot be run, for 4 reasons: no image is set. Call SetImage; the name '?' is not one: two "
            + "or more letters, digits, '_', '.' and '-', the first a letter or digit; the limit of -1 processes is "
            + "not greater than zero; a detached container has no end to wait for. Call StartAsync.",
            error.Message);
    }

    [Fact]
    public void PortsOfTheHostsNetworkAreWaitedForWithoutBeingPublished() =>
        Assert.Empty(ContainerRunViolations.Of(_valid.SetNetwork("host").WaitForPort(80)));

    [Fact]
    public void AContainerHasAMinuteByDefault() => Assert.Equal(TimeSpan.FromMinutes(1), _valid.WaitTimeout);

    [Theory]
    [InlineData("no", "no", 0)]
    [InlineData("always", "always", 0)]
    [InlineData("unless-stopped", "unless-stopped", 0)]
    [InlineData("on-failure", "on-failure", 0)]
    [InlineData("on-failure:3", "on-failure", 3)]
    public void RestartPoliciesAreRead(string text, string name, int retries)
    {
        var policy = RestartPolicy.Parse(text);

        Assert.Equal((name, retries, text), (policy.Name, policy.MaximumRetries, policy.ToString()));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("always:3")]
    [InlineData("on-failure:-1")]
    public void AnythingElseIsNoRestartPolicy(string text) => Assert.Equal(
        $"'{text}' is not a restart policy: expected no, always, unless-stopped, on-failure or on-failure:<retries>.",
        Assert.Throws<FormatException>(() => RestartPolicy.Parse(text)).Message);

    [Theory]
    [InlineData("data:/data", "data", "/data", false, true)]
    [InlineData("/srv/data:/data:ro", "/srv/data", "/data", true, false)]
    [InlineData("/srv/data:/data:rw", "/srv/data", "/data", false, false)]
    [InlineData("c:/data:/data", "c:/data", "/data", false, false)]
    public void MountsAreRead(string text, string source, string target, bool isReadOnly, bool isVolume)
    {
        var mount = ContainerMount.Parse(text);

        Assert.Equal(new ContainerMount(source, target, isReadOnly), mount);
        Assert.Equal(isVolume, mount.IsVolume);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data:data")]
    [InlineData("data:/data:z")]
    [InlineData(":/data")]
    public void AnythingElseIsNoMount(string text) => Assert.Equal(
        $"'{text}' is not a mount: expected 'source:/target' or 'source:/target:ro', with the name of a volume or an "
        + "absolute path.",
        Assert.Throws<FormatException>(() => ContainerMount.Parse(text)).Message);
}
