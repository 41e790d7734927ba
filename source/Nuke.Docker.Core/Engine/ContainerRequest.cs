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
}
