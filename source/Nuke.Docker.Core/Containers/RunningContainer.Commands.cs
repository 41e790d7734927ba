using System.Runtime.CompilerServices;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

// What is read from a container, and done in it.
public sealed partial class RunningContainer
{
    // The engine knows the exit code a moment after the end of the output.
    static readonly TimeSpan _exitCodeInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>What it has written so far.</summary>
    /// <param name="follow">Whether to go on with what it writes, until it ends.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ContainerLine> LogsAsync(
        bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var output in _engine.LogsAsync(Id, follow, cancellationToken).ConfigureAwait(false))
            yield return ToLine(output);
    }

    /// <summary>Runs a command in it.</summary>
    /// <param name="command">Program and arguments. No shell reads them, unless it is the program.</param>
    /// <param name="cancellationToken">Ends the wait; the command itself goes on.</param>
    /// <returns>The exit code, whatever it is, and the output.</returns>
    /// <exception cref="EngineRequestException">The container does not run.</exception>
    public Task<ExecResult> ExecAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        ExecAsync(ExecSettings.Default.SetCommand(command), SilentReporter.Instance, cancellationToken);

    /// <summary>Runs a command in it, and shows what it writes.</summary>
    /// <inheritdoc cref="ExecAsync(IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="ArgumentException">No command is set.</exception>
    public async Task<ExecResult> ExecAsync(
        ExecSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw(
            "The command cannot be run",
            settings.Command is [{ Length: > 0 }, ..] ? [] : ["no command is set. Call SetCommand."]);
        var request = new ExecRequest
        {
            Command = settings.Command,
            Environment = settings.Environment,
            WorkingDirectory = settings.WorkingDirectory,
            User = settings.User,
        };
        var exec = await _engine.CreateExecAsync(Id, request, cancellationToken).ConfigureAwait(false);
        var lines = new List<ContainerLine>();
        var attachment = await _engine.StartExecAsync(exec, cancellationToken).ConfigureAwait(false);
        await using (attachment.ConfigureAwait(false))
            await foreach (var output in attachment.Lines.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                lines.Add(ToLine(output));
                reporter.Report(new ProgressEvent.Output(output.Line, output.Stream is OutputStream.Stderr));
            }
        return new ExecResult(
            Description, settings.Command, await ExitCodeAsync(exec, cancellationToken).ConfigureAwait(false), lines);
    }

    async Task<long> ExitCodeAsync(string exec, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _engine.ExecExitCodeAsync(exec, cancellationToken).ConfigureAwait(false) is { } exitCode)
                return exitCode;
            await Task.Delay(_exitCodeInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    static ContainerLine ToLine(ContainerOutput output) => new(output.Line, output.Stream is OutputStream.Stderr);
}
