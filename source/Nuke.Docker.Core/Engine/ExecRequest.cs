namespace Nuke.Docker.Engine;

/// <summary>A command for a container that runs.</summary>
sealed record ExecRequest
{
    public required IReadOnlyList<string> Command { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: the container's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Null: the container's own.</summary>
    public string? User { get; init; }
}
