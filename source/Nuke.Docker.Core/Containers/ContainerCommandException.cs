using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>A command in a container ended with another exit code than 0.</summary>
public sealed class ContainerCommandException : DockerException
{
    internal ContainerCommandException(string image, IReadOnlyList<string> command, long exitCode, IReadOnlyList<string> output)
        : base(
            string.Join('\n', [$"The command '{string.Join(' ', command)}' in the builder of '{image}' ended with exit code {exitCode}.", .. output.Select(line => "  " + line)]),
            innerException: null) => (Command, ExitCode, Output) = (command, exitCode, output);

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>The exit code.</summary>
    public long ExitCode { get; }

    /// <summary>The last lines that the command has written, twenty at most.</summary>
    public IReadOnlyList<string> Output { get; }
}
