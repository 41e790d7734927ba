using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

/// <summary>Puts a container's settings into the form of the wire.</summary>
static class ContainerCreation
{
    public static CreateContainerParameters Parameters(ContainerRequest request) => new()
    {
        Name = request.Name,
        Platform = request.Platform,
        Image = request.Image,
        Cmd = request.Command.Count == 0 ? null : [.. request.Command],
        Entrypoint = request.Entrypoint is null ? null : [.. request.Entrypoint],
        Env = [.. request.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        Labels = new Dictionary<string, string>(request.Labels),
        WorkingDir = request.WorkingDirectory,
        User = request.User,
        ExposedPorts = request.Ports.Count == 0
            ? null
            : request.Ports.Select(port => port.ContainerPort).Distinct()
                .ToDictionary(port => port, _ => default(EmptyStruct)),
        Healthcheck = request.Health is { } health ? Health(health) : null,
        StopSignal = request.StopSignal,
        StopTimeout = request.StopGrace,
        HostConfig = Host(request),
        NetworkingConfig = request is { NetworkAliases.Count: > 0, NetworkMode: { } network }
            ? new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings>
                {
                    [network] = new() { Aliases = [.. request.NetworkAliases] },
                },
            }
            : null,
    };

    static HostConfig Host(ContainerRequest request) => new()
    {
        NetworkMode = request.NetworkMode,
        ExtraHosts = [.. request.ExtraHosts],
        Binds = [.. request.Binds],
        Tmpfs = request.TemporaryFileSystems.Count == 0
            ? null
            : new Dictionary<string, string>(request.TemporaryFileSystems),
        ShmSize = request.SharedMemoryBytes ?? 0,
        Memory = request.MemoryBytes ?? 0,
        NanoCPUs = request.NanoProcessors ?? 0,
        PidsLimit = request.ProcessLimit,
        PortBindings = request.Ports.Count == 0 ? null : Bindings(request.Ports),
        PublishAllPorts = request.PublishAllPorts,
        RestartPolicy = request.RestartPolicy is { } policy
            ? new RestartPolicy { Name = Kind(policy), MaximumRetryCount = request.RestartLimit }
            : null,
        Init = request.Init,
        ReadonlyRootfs = request.ReadOnly,
        CapAdd = request.AddedCapabilities.Count == 0 ? null : [.. request.AddedCapabilities],
        CapDrop = request.DroppedCapabilities.Count == 0 ? null : [.. request.DroppedCapabilities],
    };

    static Dictionary<string, IList<PortBinding>> Bindings(IEnumerable<PortMapping> ports) => ports
        .GroupBy(port => port.ContainerPort, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => (IList<PortBinding>)
                [.. group.Select(port => new PortBinding { HostIP = port.HostAddress, HostPort = port.HostPort })]);

    static HealthConfig Health(HealthRequest health) => new()
    {
        Test = [.. health.Test],
        Interval = health.Interval ?? TimeSpan.Zero,
        Timeout = health.Timeout ?? TimeSpan.Zero,
        StartPeriod = (health.StartPeriod?.Ticks ?? 0) * TimeSpan.NanosecondsPerTick,
        Retries = health.Retries ?? 0,
    };

    static RestartPolicyKind Kind(string policy) => policy switch
    {
        "always" => RestartPolicyKind.Always,
        "unless-stopped" => RestartPolicyKind.UnlessStopped,
        "on-failure" => RestartPolicyKind.OnFailure,
        _ => RestartPolicyKind.No,
    };
}
