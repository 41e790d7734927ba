using System.Diagnostics;

namespace Nuke.Docker.Benchmarks;

/// <summary>A program that does the same work as a child process.</summary>
sealed class PeerProgram(string program, string workingDirectory, IReadOnlyDictionary<string, string?> environment)
{
    static readonly TimeSpan _memoryInterval = TimeSpan.FromMilliseconds(5);

    public string Name => program;

    /// <summary>The most resident memory that one of its processes has had, in bytes.</summary>
    public long PeakBytes { get; private set; }

    public void ForgetPeak() => PeakBytes = 0;

    /// <summary>Runs it to its end; its output goes nowhere.</summary>
    /// <exception cref="InvalidOperationException">Its exit code is not zero.</exception>
    public async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await FollowMemoryAsync(process, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.\n{await errors}");
    }

    /// <param name="program">A name in the search path, or a path.</param>
    /// <param name="argument">What makes it say its version.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> VersionAsync(
        string program, string argument, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        return (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Split('\n')[0];
    }

    ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    // The peak never falls, so only what the last few milliseconds add can be missed.
    async Task FollowMemoryAsync(Process process, CancellationToken cancellationToken)
    {
        while (PeakMemory.Of(process.Id) is { } peak)
        {
            PeakBytes = Math.Max(PeakBytes, peak);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_memoryInterval);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Still running: look again.
            }
        }
    }
}
