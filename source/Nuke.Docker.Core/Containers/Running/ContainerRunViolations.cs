using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Containers.Running;

/// <summary>What is wrong with the settings of a run, before an engine is asked.</summary>
static partial class ContainerRunViolations
{
    // dockerd: "Minimum memory limit allowed is 6MB".
    const long MinimumMemoryBytes = 6L << 20;

    static readonly string[] _ownNetworks = ["bridge", "host", "none", "default"];

    /// <summary>Every violation, one a line; empty if the settings can be used.</summary>
    public static IEnumerable<string> Of(ContainerRunSettings settings) =>
    [
        .. Names(settings), .. Limits(settings), .. Networks(settings), .. Waits(settings),
        .. settings.Mounts.SelectMany(mount => mount.Violations()),
        .. settings.HealthCheck?.Violations() ?? [],
    ];

    static IEnumerable<string> Names(ContainerRunSettings settings)
    {
        if (settings.ImageName.Length == 0)
            yield return "no image is set. Call SetImage.";
        if (settings.Name is { } name && !Name().IsMatch(name))
            yield return $"the name '{name}' is not one: two or more letters, digits, '_', '.' and '-', the first a "
                + "letter or digit.";
        foreach (var variable in settings.Environment.Keys.Where(
            key => key.Length == 0 || key.Contains('=', StringComparison.Ordinal)))
            yield return $"'{variable}' is no name of an environment variable.";
        foreach (var label in settings.Labels.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a label has the empty name '{label}'.";
        if (settings.WorkingDirectory is { } directory && !directory.StartsWith('/'))
            yield return $"the working directory '{directory}' is not an absolute path of the container.";
        foreach (var target in settings.TemporaryFileSystems.Select(system => system.Target)
            .Where(target => !target.StartsWith('/')))
            yield return $"the temporary file system '{target}' is not an absolute path of the container.";
        if (settings.StopSignal is { } signal && !Signals.Exists(signal))
            yield return $"'{signal}' is no signal.";
    }

    static IEnumerable<string> Limits(ContainerRunSettings settings)
    {
        if (settings.MemoryBytes is < MinimumMemoryBytes)
            yield return $"the memory of {settings.MemoryBytes} bytes is less than the 6 MiB that an engine demands.";
        if (settings.Processors is <= 0)
            yield return FormattableString.Invariant(
                $"the share of {settings.Processors} processors is not greater than zero.");
        if (settings.ProcessLimit is <= 0)
            yield return $"the limit of {settings.ProcessLimit} processes is not greater than zero.";
        if (settings.SharedMemoryBytes is <= 0)
            yield return $"the shared memory of {settings.SharedMemoryBytes} bytes is not greater than zero.";
        foreach (var system in settings.TemporaryFileSystems.Where(system => system.SizeBytes is <= 0))
            yield return $"the temporary file system '{system.Target}' of {system.SizeBytes} bytes is not greater "
                + "than zero.";
        if (settings.StopGrace < TimeSpan.Zero)
            yield return $"the grace of {settings.StopGrace} is less than zero.";
        if (settings.WaitTimeout <= TimeSpan.Zero)
            yield return $"the wait timeout of {settings.WaitTimeout} is not greater than zero.";
    }

    static IEnumerable<string> Networks(ContainerRunSettings settings)
    {
        foreach (var port in settings.PublishedPorts.Where(
            port => port.ContainerPort is < 1 or > 65535 || port.HostPort is < 1 or > 65535))
            yield return $"the port '{port}' is not from 1 to 65535.";
        if (settings.NetworkAliases.Count > 0 && (settings.Network is null || _ownNetworks.Contains(settings.Network)))
            yield return $"the alias '{settings.NetworkAliases[0]}' has no meaning on the network "
                + $"'{settings.Network ?? "default"}'. Set a network of your own.";
        if (settings.Network is "host" && (settings.PublishAllPorts || settings.PublishedPorts.Count > 0))
            yield return "ports cannot be published on the network 'host'; they are those of the engine's machine "
                + "already.";
        if (settings.Network is "none" && (settings.PublishAllPorts || settings.PublishedPorts.Count > 0))
            yield return "ports cannot be published on the network 'none'.";
    }

    static IEnumerable<string> Waits(ContainerRunSettings settings)
    {
        if (settings.PublishAllPorts || settings.Network is "host")
            yield break;
        foreach (var (port, wait) in settings.Waits.Select(wait => (wait.PublishedPort, wait))
            .Where(pair => pair.PublishedPort is not null))
            if (!settings.PublishedPorts.Any(
                published => published.ContainerPort == port && published.Protocol is TransportProtocol.Tcp))
                yield return $"the wait for {wait} needs port {port} published. Call PublishPort({port}).";
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
