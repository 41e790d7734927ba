namespace Nuke.Docker.Engine;

/// <summary>The query and headers of <c>POST /build</c>; what is null or empty is not sent.</summary>
sealed record BuildRequest
{
    /// <summary>Name inside the context.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A null value means: take the engine's own variable of that name.</summary>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public string? Target { get; init; }

    public bool NoCache { get; init; }

    public bool Pull { get; init; }

    public string? Platform { get; init; }

    public string? NetworkMode { get; init; }

    /// <summary><c>name:address</c> each.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    public long? SharedMemoryBytes { get; init; }

    public IReadOnlyList<BuildLimit> Limits { get; init; } = [];

    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Removes the containers of steps after a failure too; a failed build on Podman leaves a hidden one
    /// otherwise.</summary>
    public bool ForceRemove { get; init; } = true;

    /// <summary>A URL that the engine fetches the context from; then no body is sent.</summary>
    public string? RemoteContext { get; init; }

    /// <summary>Credentials for base images, by registry.</summary>
    public IReadOnlyDictionary<string, RegistryAuth> RegistryAuths { get; init; } = new Dictionary<string, RegistryAuth>();
}

/// <summary>A limit of the processes of <c>RUN</c>, as the engine's JSON has it.</summary>
sealed record BuildLimit(string Name, long Soft, long Hard);
