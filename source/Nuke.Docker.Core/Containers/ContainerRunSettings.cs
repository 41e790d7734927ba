using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>What <see cref="ContainerRun"/> runs, and how.</summary>
/// <remarks>Engine API: <c>POST /containers/create</c>. The words are those of <c>docker run</c>.</remarks>
public sealed record ContainerRunSettings
{
    /// <summary>How long a container may take by default until all it is waited for has come.</summary>
    public static readonly TimeSpan DefaultWaitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The settings that every run starts from.</summary>
    public static ContainerRunSettings Default { get; } = new();

    /// <summary>The image; it has to be on the engine.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>
    /// The ID of the image, for one without a name, or where the name may stand for another one meanwhile. It counts
    /// more than <see cref="Image"/>.
    /// </summary>
    public string? ImageId { get; init; }

    /// <summary>What the image was built for, where the engine has it for several.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The container's name.</summary>
    /// <value><see langword="null"/>, the default: the engine invents one.</value>
    public string? Name { get; init; }

    /// <summary>What is run instead of the image's <c>ENTRYPOINT</c>. The image's <c>CMD</c> no longer counts
    /// then.</summary>
    /// <value><see langword="null"/>, the default: the image's own. Empty: none, the arguments are program and
    /// arguments.</value>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Arguments that replace the image's <c>CMD</c>, and extend its <c>ENTRYPOINT</c>.</summary>
    /// <value>Empty, the default: the image's own.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables besides those of the image.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>User, or user and group, such as <c>1000:1000</c>.</summary>
    /// <value><see langword="null"/>, the default: the image's.</value>
    public string? User { get; init; }

    /// <summary>The directory that it starts in.</summary>
    /// <value><see langword="null"/>, the default: the image's.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Ports that are to be reachable from outside.</summary>
    public IReadOnlyList<PublishedPort> PublishedPorts { get; init; } = [];

    /// <summary>Whether every port that the image exposes gets a free port of the engine's machine.</summary>
    public bool PublishAllPorts { get; init; }

    /// <summary>Directories and volumes that the container sees.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Directories that are in memory.</summary>
    public IReadOnlyList<TemporaryFileSystem> TemporaryFileSystems { get; init; } = [];

    /// <summary>The most memory that it may use, in bytes.</summary>
    /// <value>At least 6 MiB; <see langword="null"/>, the default: no limit.</value>
    public long? MemoryBytes { get; init; }

    /// <summary>How much of the processors it may use, such as 1.5.</summary>
    /// <value>Greater than zero; <see langword="null"/>, the default: no limit.</value>
    public decimal? Processors { get; init; }

    /// <summary>How many processes and threads it may have.</summary>
    /// <value>Greater than zero; <see langword="null"/>, the default: no limit.</value>
    public long? ProcessLimit { get; init; }

    /// <summary>Size of <c>/dev/shm</c>, in bytes.</summary>
    /// <value>Greater than zero; <see langword="null"/>, the default, leaves the size to the engine.</value>
    public long? SharedMemoryBytes { get; init; }

    /// <summary>Whether the engine starts it again.</summary>
    /// <value><see langword="null"/>, the default: no.</value>
    public RestartPolicy? RestartPolicy { get; init; }

    /// <summary>Labels besides those of the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The network: <c>bridge</c>, <c>host</c>, <c>none</c>, or a name.</summary>
    /// <value><see langword="null"/>, the default: the engine's.</value>
    public string? Network { get; init; }

    /// <summary>Names under which other containers of <see cref="Network"/> find it.</summary>
    public IReadOnlyList<string> NetworkAliases { get; init; } = [];

    /// <summary>Additional lines of <c>/etc/hosts</c>.</summary>
    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>How its health is found out.</summary>
    /// <value><see langword="null"/>, the default: as the image says.</value>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>The signal that asks it to end, such as <c>SIGINT</c>.</summary>
    /// <value><see langword="null"/>, the default: the image's, or <c>SIGTERM</c>.</value>
    public string? StopSignal { get; init; }

    /// <summary>How long it may take to end before it is killed; whole seconds, a part of one counts as one.</summary>
    /// <value><see langword="null"/>, the default: the engine's, 10 s.</value>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>Whether a small init process of the engine collects orphans and passes signals on.</summary>
    public bool Init { get; init; }

    /// <summary>Whether its file system can only be read. Mounts and <see cref="TemporaryFileSystems"/> can be
    /// written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Capabilities that it gets besides the engine's usual ones, such as <c>NET_ADMIN</c>.</summary>
    public IReadOnlyList<string> AddedCapabilities { get; init; } = [];

    /// <summary>Capabilities that it does not get, such as <c>ALL</c>.</summary>
    public IReadOnlyList<string> DroppedCapabilities { get; init; } = [];

    /// <summary>What a start waits for, one after another.</summary>
    public IReadOnlyList<WaitStrategy> Waits { get; init; } = [];

    /// <summary>How long a start waits for all of <see cref="Waits"/> together.</summary>
    /// <value>By default <see cref="DefaultWaitTimeout"/>.</value>
    public TimeSpan WaitTimeout { get; init; } = DefaultWaitTimeout;

    /// <summary>Whether it outlives this process: nobody removes it but you.</summary>
    /// <value>By default it is removed with its <see cref="RunningContainer"/>, and at the latest when the process
    /// ends.</value>
    public bool IsDetached { get; init; }

    /// <summary>Name or ID of the image, for messages.</summary>
    internal string ImageName => Image?.ToString() ?? ImageId ?? "";
}
