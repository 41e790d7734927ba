using System.ComponentModel;
using System.Diagnostics;

namespace Nuke.Docker.Machine;

/// <summary>Runs the machine's own programs (<c>apt-get</c>, <c>ip</c>, <c>tar</c>) and keeps their output.</summary>
static class Command
{
    const int LinesInError = 15;

    /// <summary>What the program printed on its standard output.</summary>
    /// <exception cref="MachineException">It is not installed, or its exit code is not zero.</exception>
    public static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, string? input = null)
    {
        var result = await TryRunAsync(program, arguments, cancellationToken, input);
        if (result.ExitCode == 0)
            return result.Output;

        var lines = (result.Errors + result.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        throw new MachineException(
            $"'{program} {string.Join(' ', arguments)}' ended with exit code {result.ExitCode}."
            + string.Concat(lines.TakeLast(LinesInError).Select(line => $"\n  {line}")));
    }

    /// <summary>Like <see cref="RunAsync"/>, for a caller to whom a failure is an answer.</summary>
    public static async Task<CommandResult> TryRunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, string? input = null)
    {
        using var process = Start(program, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A running program with its three streams in our hands.</summary>
    public static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        // A user's shell often lacks the directories of ip, iptables and dockerd.
        start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new MachineException($"'{program}' could not be started: {exception.Message}.", exception);
        }
    }
}

/// <summary>What came of a program.</summary>
sealed record CommandResult(int ExitCode, string Output, string Errors);
