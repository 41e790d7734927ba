namespace Nuke.Docker.Engine;

/// <summary>What <c>POST /containers/create</c> needs to know.</summary>
sealed record ContainerRequest
{
    public required string Image { get; init; }

    /// <summary>Null: the engine invents one.</summary>
    public string? Name { get; init; }

    public string? Platform { get; init; }

    /// <summary>Empty: the image's own.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Null: the image's own. One empty string: none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }

    public string? User { get; init; }

    public string? NetworkMode { get; init; }

    /// <summary><c>name:address</c> each.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary><c>source:target[:options]</c> each.</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    public long? SharedMemoryBytes { get; init; }

    public long? MemoryBytes { get; init; }

    /// <summary>In billionths of a processor.</summary>
    public long? NanoProcessors { get; init; }

    public long? ProcessLimit { get; init; }

    /// <summary>Path to options, <c>size=65536,mode=1777</c>.</summary>
    public IReadOnlyDictionary<string, string> TemporaryFileSystems { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    public bool PublishAllPorts { get; init; }

    /// <summary>On the network of <see cref="NetworkMode"/>, which has to be one that somebody created.</summary>
    public IReadOnlyList<string> NetworkAliases { get; init; } = [];

    /// <summary><c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure</c>; null: the engine's default,
    /// <c>no</c>.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>With <c>on-failure</c>; 0: without limit.</summary>
    public int RestartLimit { get; init; }

    /// <summary>Null: the image's own.</summary>
    public HealthRequest? Health { get; init; }

    public string? StopSignal { get; init; }

    public TimeSpan? StopGrace { get; init; }

    public bool? Init { get; init; }

    public bool ReadOnly { get; init; }

    public IReadOnlyList<string> AddedCapabilities { get; init; } = [];

    public IReadOnlyList<string> DroppedCapabilities { get; init; } = [];
}
