using System.Globalization;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Containers.Running;

/// <summary>Puts the settings of a run into the words of the engine.</summary>
static class ContainerRunRequest
{
    public static ContainerRequest From(ContainerRunSettings settings) => new()
    {
        Image = settings.ImageId ?? settings.ImageName,
        Platform = settings.Platform?.ToString(),
        Name = settings.Name,
        // Nothing at all would mean the image's own; one empty string is the engine's word for none.
        Entrypoint = settings.Entrypoint is { Count: 0 } ? [""] : settings.Entrypoint,
        Command = settings.Arguments,
        Environment = settings.Environment,
        User = settings.User,
        WorkingDirectory = settings.WorkingDirectory,
        Ports = [.. settings.PublishedPorts.Select(ToMapping)],
        PublishAllPorts = settings.PublishAllPorts,
        Binds = [.. settings.Mounts.Select(mount => mount.ToString())],
        TemporaryFileSystems = settings.TemporaryFileSystems
            .DistinctBy(system => system.Target)
            .ToDictionary(system => system.Target, system => system.MountOptions),
        MemoryBytes = settings.MemoryBytes,
        NanoProcessors = (long?)(settings.Processors * 1_000_000_000m),
        ProcessLimit = settings.ProcessLimit,
        SharedMemoryBytes = settings.SharedMemoryBytes,
        RestartPolicy = settings.RestartPolicy?.Name,
        RestartLimit = settings.RestartPolicy?.MaximumRetries ?? 0,
        Labels = Labels(settings),
        NetworkMode = settings.Network,
        NetworkAliases = settings.NetworkAliases,
        ExtraHosts = [.. settings.ExtraHosts.Select(host => host.ToString())],
        Health = settings.HealthCheck?.ToRequest(),
        StopSignal = settings.StopSignal,
        StopGrace = settings.StopGrace is { } grace ? TimeSpan.FromSeconds(Math.Ceiling(grace.TotalSeconds)) : null,
        Init = settings.Init ? true : null,
        ReadOnly = settings.ReadOnly,
        AddedCapabilities = settings.AddedCapabilities,
        DroppedCapabilities = settings.DroppedCapabilities,
    };

    // A detached container bears no label of this run: that label is the permission to remove it.
    static Dictionary<string, string> Labels(ContainerRunSettings settings)
    {
        var labels = new Dictionary<string, string>(settings.Labels);
        foreach (var (name, value) in settings.IsDetached ? new Dictionary<string, string>() : RunOwner.Current.Labels)
            labels[name] = value;
        return labels;
    }

    static PortMapping ToMapping(PublishedPort port) => new(
        string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{PublishedPort.Name(port.Protocol)}"),
        port.HostAddress?.ToString() ?? "",
        port.HostPort?.ToString(CultureInfo.InvariantCulture) ?? "");
}
