using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainersListParameters
{
    public bool? Size { get; set; }

    public bool? All { get; set; }

    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class ContainerListResponse
{
    public string ID { get; set; }

    public IList<string> Names { get; set; }

    public string Image { get; set; }

    public string ImageID { get; set; }

    public DateTime Created { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string State { get; set; }

    public long SizeRw { get; set; }
}

public class CreateContainerParameters
{
    [JsonIgnore]
    public string Name { get; set; }

    [JsonIgnore]
    public string Platform { get; set; }

    public string User { get; set; }

    public IList<string> Env { get; set; }

    public IList<string> Cmd { get; set; }

    public string Image { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Entrypoint { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public HealthConfig Healthcheck { get; set; }

    public string StopSignal { get; set; }

    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }

    public HostConfig HostConfig { get; set; }

    public NetworkingConfig NetworkingConfig { get; set; }
}

public class HealthConfig
{
    public IList<string> Test { get; set; }

    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Interval { get; set; }

    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Timeout { get; set; }

    public long StartPeriod { get; set; }

    public long Retries { get; set; }
}

public class HostConfig
{
    public IList<string> Binds { get; set; }

    public string NetworkMode { get; set; }

    public IList<string> ExtraHosts { get; set; }

    public IDictionary<string, string> Tmpfs { get; set; }

    public long ShmSize { get; set; }

    public long Memory { get; set; }

    public long NanoCPUs { get; set; }

    public long? PidsLimit { get; set; }

    public IDictionary<string, IList<PortBinding>> PortBindings { get; set; }

    public bool PublishAllPorts { get; set; }

    public RestartPolicy RestartPolicy { get; set; }

    public bool? Init { get; set; }

    public bool ReadonlyRootfs { get; set; }

    public IList<string> CapAdd { get; set; }

    public IList<string> CapDrop { get; set; }
}

public class PortBinding
{
    public string HostIP { get; set; }

    public string HostPort { get; set; }
}

public class RestartPolicy
{
    public RestartPolicyKind Name { get; set; }

    public long MaximumRetryCount { get; set; }
}

[JsonConverter(typeof(RestartPolicyKindConverter))]
public enum RestartPolicyKind
{
    Undefined,
    No,
    Always,
    OnFailure,
    UnlessStopped,
}

public class CreateContainerResponse
{
    public string ID { get; set; }

    public IList<string> Warnings { get; set; }
}

public class ContainerInspectResponse
{
    public string ID { get; set; }

    public string Name { get; set; }

    public string Image { get; set; }

    public string Platform { get; set; }

    public ContainerState State { get; set; }

    public Config Config { get; set; }

    public NetworkSettings NetworkSettings { get; set; }
}

public class ContainerState
{
    public string Status { get; set; }

    public bool Running { get; set; }

    public bool Restarting { get; set; }

    public Health Health { get; set; }

    public bool OOMKilled { get; set; }

    public long ExitCode { get; set; }

    public string Error { get; set; }
}

public class Health
{
    public string Status { get; set; }

    public IList<HealthcheckResult> Log { get; set; }
}

public class HealthcheckResult
{
    public long ExitCode { get; set; }

    public string Output { get; set; }
}

public class ContainerStartParameters
{
}

public class ContainerStopParameters
{
    public uint? WaitBeforeKillSeconds { get; set; }
}

public class ContainerKillParameters
{
    public string Signal { get; set; }
}

public class ContainerWaitResponse
{
    public ContainerWaitOKBodyError Error { get; set; }

    public long StatusCode { get; set; }
}

public class ContainerWaitOKBodyError
{
    public string Message { get; set; }
}

public class ContainerRemoveParameters
{
    public bool? RemoveVolumes { get; set; }

    public bool? Force { get; set; }
}

public class ContainerExecCreateParameters
{
    public string User { get; set; }

    public bool AttachStderr { get; set; }

    public bool AttachStdout { get; set; }

    public IList<string> Env { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Cmd { get; set; }
}

public class ContainerExecCreateResponse
{
    public string ID { get; set; }
}

public class ContainerExecInspectResponse
{
    public bool Running { get; set; }

    public long ExitCode { get; set; }
}
