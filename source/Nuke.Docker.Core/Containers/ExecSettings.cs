namespace Nuke.Docker.Containers;

/// <summary>A command for a container that runs.</summary>
/// <remarks>Engine API: <c>POST /containers/{id}/exec</c>.</remarks>
public sealed record ExecSettings
{
    /// <summary>The settings that every command starts from.</summary>
    public static ExecSettings Default { get; } = new();

    /// <summary>Program and arguments. No shell reads them, unless it is the program.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Environment variables besides those of the container.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>User, or user and group.</summary>
    /// <value><see langword="null"/>, the default: the container's.</value>
    public string? User { get; init; }

    /// <summary>The directory that it starts in.</summary>
    /// <value><see langword="null"/>, the default: the container's.</value>
    public string? WorkingDirectory { get; init; }

    /// <inheritdoc cref="Command"/>
    public ExecSettings SetCommand(params IReadOnlyList<string> command) => this with { Command = command };

    /// <summary>Sets one environment variable.</summary>
    public ExecSettings SetEnvironmentVariable(string name, string value) =>
        this with { Environment = new Dictionary<string, string>(Environment) { [name] = value } };

    /// <inheritdoc cref="User"/>
    public ExecSettings SetUser(string? user) => this with { User = user };

    /// <inheritdoc cref="WorkingDirectory"/>
    public ExecSettings SetWorkingDirectory(string? directory) => this with { WorkingDirectory = directory };
}
