namespace Nuke.Docker.Containers;

/// <summary>What came of a command in a container.</summary>
public sealed class ExecResult
{
    readonly string _container;
    readonly IReadOnlyList<string> _command;

    internal ExecResult(
        string container, IReadOnlyList<string> command, long exitCode, IReadOnlyList<ContainerLine> lines) =>
        (_container, _command, ExitCode, Lines) = (container, command, exitCode, lines);

    /// <summary>The exit code; 126 or 127 if the program could not be started.</summary>
    public long ExitCode { get; }

    /// <summary>All that it has written, in the order in which it arrived.</summary>
    public IReadOnlyList<ContainerLine> Lines { get; }

    /// <summary>What it has written to its standard output, joined by line feeds.</summary>
    public string Output => Text(isError: false);

    /// <summary>What it has written to its standard error, joined by line feeds.</summary>
    public string Errors => Text(isError: true);

    /// <summary>The same result, if the exit code is 0.</summary>
    /// <exception cref="ContainerCommandException">It is another one.</exception>
    public ExecResult ThrowIfFailed() => ExitCode == 0
        ? this
        : throw ContainerCommandException.InContainer(
            _container,
            _command,
            ExitCode,
            [.. Lines.TakeLast(Progress.RecentLines.Capacity).Select(line => line.Text)]);

    string Text(bool isError) =>
        string.Join('\n', Lines.Where(line => line.IsError == isError).Select(line => line.Text));
}
