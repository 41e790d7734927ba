using System.Text.RegularExpressions;
using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

// How the container is reached, and when it is ready.
public static partial class ContainerRunSettingsExtensions
{
    /// <summary>Publishes ports.</summary>
    public static ContainerRunSettings PublishPort(
        this ContainerRunSettings settings, params IEnumerable<PublishedPort> ports) =>
        settings with { PublishedPorts = [.. settings.PublishedPorts, .. ports] };

    /// <summary>Publishes a port of the container at a free port of the engine's machine, or at a given one.</summary>
    /// <inheritdoc cref="PublishedPort" path="/param"/>
    public static ContainerRunSettings PublishPort(
        this ContainerRunSettings settings, int containerPort, int? hostPort = null) =>
        settings.PublishPort(new PublishedPort(containerPort, hostPort));

    /// <summary>Publishes a port, <c>[[address:]host-port:]port[/protocol]</c>.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static ContainerRunSettings PublishPort(this ContainerRunSettings settings, string port) =>
        settings.PublishPort(PublishedPort.Parse(port));

    /// <inheritdoc cref="ContainerRunSettings.PublishedPorts"/>
    public static ContainerRunSettings ClearPublishedPorts(this ContainerRunSettings settings) =>
        settings with { PublishedPorts = [] };

    /// <inheritdoc cref="ContainerRunSettings.PublishAllPorts"/>
    public static ContainerRunSettings SetPublishAllPorts(this ContainerRunSettings settings, bool all) =>
        settings with { PublishAllPorts = all };

    /// <inheritdoc cref="ContainerRunSettings.PublishAllPorts"/>
    public static ContainerRunSettings EnablePublishAllPorts(this ContainerRunSettings settings) =>
        settings.SetPublishAllPorts(true);

    /// <inheritdoc cref="ContainerRunSettings.Network"/>
    public static ContainerRunSettings SetNetwork(this ContainerRunSettings settings, string? network) =>
        settings with { Network = network };

    /// <inheritdoc cref="ContainerRunSettings.NetworkAliases"/>
    public static ContainerRunSettings AddNetworkAliases(
        this ContainerRunSettings settings, params IEnumerable<string> aliases) =>
        settings with { NetworkAliases = [.. settings.NetworkAliases, .. aliases] };

    /// <inheritdoc cref="ContainerRunSettings.NetworkAliases"/>
    public static ContainerRunSettings ClearNetworkAliases(this ContainerRunSettings settings) =>
        settings with { NetworkAliases = [] };

    /// <summary>Adds a line of <c>/etc/hosts</c>.</summary>
    /// <inheritdoc cref="ExtraHost" path="/param"/>
    public static ContainerRunSettings AddExtraHost(this ContainerRunSettings settings, string name, string address) =>
        settings with { ExtraHosts = [.. settings.ExtraHosts, new ExtraHost(name, address)] };

    /// <inheritdoc cref="ContainerRunSettings.Waits"/>
    public static ContainerRunSettings WaitFor(
        this ContainerRunSettings settings, params IEnumerable<WaitStrategy> strategies) =>
        settings with { Waits = [.. settings.Waits, .. strategies] };

    /// <inheritdoc cref="WaitStrategy.Healthy"/>
    public static ContainerRunSettings WaitForHealthy(this ContainerRunSettings settings) =>
        settings.WaitFor(new WaitStrategy.Healthy());

    /// <inheritdoc cref="WaitStrategy.LogLine"/>
    /// <param name="settings">The settings.</param>
    /// <param name="pattern">A regular expression, which matches anywhere in the line.</param>
    /// <param name="occurrences">How many lines have to match.</param>
    public static ContainerRunSettings WaitForLogLine(
        this ContainerRunSettings settings, string pattern, int occurrences = 1) =>
        settings.WaitFor(new WaitStrategy.LogLine(new Regex(pattern, RegexOptions.CultureInvariant), occurrences));

    /// <inheritdoc cref="WaitStrategy.Port"/>
    public static ContainerRunSettings WaitForPort(this ContainerRunSettings settings, int containerPort) =>
        settings.WaitFor(new WaitStrategy.Port(containerPort));

    /// <inheritdoc cref="WaitStrategy.Http"/>
    public static ContainerRunSettings WaitForHttp(
        this ContainerRunSettings settings, int containerPort, string path = "/", int status = 200) =>
        settings.WaitFor(new WaitStrategy.Http(containerPort, path, status));

    /// <inheritdoc cref="WaitStrategy.Exit"/>
    public static ContainerRunSettings WaitForExit(this ContainerRunSettings settings, int? exitCode = 0) =>
        settings.WaitFor(new WaitStrategy.Exit(exitCode));

    /// <inheritdoc cref="WaitStrategy.Command"/>
    public static ContainerRunSettings WaitForCommand(
        this ContainerRunSettings settings, params IReadOnlyList<string> command) =>
        settings.WaitFor(new WaitStrategy.Command(command));

    /// <inheritdoc cref="ContainerRunSettings.Waits"/>
    public static ContainerRunSettings ClearWaits(this ContainerRunSettings settings) => settings with { Waits = [] };

    /// <inheritdoc cref="ContainerRunSettings.WaitTimeout"/>
    public static ContainerRunSettings SetWaitTimeout(this ContainerRunSettings settings, TimeSpan timeout) =>
        settings with { WaitTimeout = timeout };
}
