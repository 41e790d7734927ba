using System.Diagnostics;

namespace Nuke.Docker.Engine.Connections;

/// <summary>A connection over the standard input and output of a child process, which ends with it.</summary>
/// <param name="process">Started, with all three streams redirected.</param>
/// <param name="failure">Says why there was no connection: exit code, if it has one by then, and the last lines of its
/// standard error.</param>
sealed class ProcessConnection(Process process, Func<int?, IReadOnlyList<string>, Exception> failure) : SequentialStream
{
    const int LongestDetails = 20;

    static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(2);

    readonly Task<List<string>> _errors = ReadErrorsAsync(process.StandardError);
    bool _hasAnswered;
    bool _disposed;

    Stream Output => process.StandardOutput.BaseStream;

    Stream Input => process.StandardInput.BaseStream;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && buffer.Length > 0 && !_hasAnswered && !_disposed)
            throw await FailureAsync().ConfigureAwait(false);
        _hasAnswered |= read > 0;
        return read;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await Input.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            await Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (!_hasAnswered && !_disposed)
        {
            throw await FailureAsync().ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Input.FlushAsync(cancellationToken);

    public override void Flush() => Input.Flush();

    public override int Read(byte[] buffer, int offset, int count) => Output.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => Input.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            // The death of the process is what ends a read that is under way: pipes do not take a token.
            process.Kill();
            process.Dispose();
        }

        base.Dispose(disposing);
    }

    static async Task<List<string>> ReadErrorsAsync(StreamReader reader)
    {
        var lines = new List<string>();
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (line.Trim().Length > 0)
                    lines.Add(line.Trim());
                if (lines.Count > LongestDetails)
                    lines.RemoveAt(0);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was ended by us: nobody asks for its last words.
        }

        return lines;
    }

    // An IOException outside, as from any connection: what reads and writes streams expects no other kind.
    async Task<IOException> FailureAsync()
    {
        using var limit = new CancellationTokenSource(_exitLimit);
        Exception reason;
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            reason = failure(process.ExitCode, await _errors.WaitAsync(limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // It closed its output and lives on, or a child of it holds the error stream.
            reason = failure(null, _errors.IsCompletedSuccessfully ? await _errors.ConfigureAwait(false) : []);
        }

        return new IOException(reason.Message, reason);
    }
}
