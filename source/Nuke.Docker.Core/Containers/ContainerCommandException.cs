using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>A command in a container ended with another exit code than 0.</summary>
public sealed class ContainerCommandException : DockerException
{
    ContainerCommandException(string place, IReadOnlyList<string> command, long exitCode, IReadOnlyList<string> output)
        : base(
            string.Join('\n', [
                $"The command '{string.Join(' ', command)}' in {place} ended with exit code {exitCode}.",
                .. output.Select(line => "  " + line)
            ]),
            innerException: null) => (Command, ExitCode, Output) = (command, exitCode, output);

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>The exit code.</summary>
    public long ExitCode { get; }

    /// <summary>The last lines that the command has written, twenty at most.</summary>
    public IReadOnlyList<string> Output { get; }

    internal static ContainerCommandException InBuilder(
        string image, IReadOnlyList<string> command, long exitCode, IReadOnlyList<string> output) =>
        new($"the builder of '{image}'", command, exitCode, output);

    internal static ContainerCommandException InContainer(
        string container, IReadOnlyList<string> command, long exitCode, IReadOnlyList<string> output) =>
        new(container, command, exitCode, output);
}
