using System.ComponentModel;
using System.Diagnostics;

namespace Nuke.Docker.Git;

/// <summary>Runs git. Its arguments never hold a credential, and never begin with what somebody else has
/// chosen.</summary>
/// <param name="settings">Which program.</param>
/// <param name="source">The remote that is asked, if any.</param>
sealed class GitProgram(GitSettings settings, GitSource? source = null)
{
    /// <summary>Runs git to its end. A cancellation kills it, with the programs that it has started.</summary>
    /// <exception cref="GitException">There is no git.</exception>
    public async Task<GitRun> TryAsync(
        string directory, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(settings.Program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        GitEnvironment.Apply(start.Environment, settings, source);
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new GitRun(
                process.ExitCode,
                Lines(await output.ConfigureAwait(false)),
                Lines(Redaction.Of(await errors.ConfigureAwait(false), source?.Credential)));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Like <see cref="TryAsync"/>, where nothing but a good end is expected.</summary>
    /// <exception cref="GitException">It failed.</exception>
    public async Task<GitRun> RunAsync(
        string directory, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var run = await TryAsync(directory, arguments, cancellationToken).ConfigureAwait(false);
        return run.Succeeded ? run : throw GitException.From(source!, run);
    }

    Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e) when (Directory.Exists(start.WorkingDirectory))
        {
            throw GitException.ProgramMissing(settings.Program, e);
        }
    }

    static string[] Lines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
