using System.Buffers;
using System.IO.Pipelines;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Writes into a pipe, and wakes up its reader once for many small pieces. Disposing it hands over what is
/// left, and does not complete the pipe.</summary>
sealed class BatchingPipeStream(PipeWriter writer) : SequentialStream
{
    /// <summary>BuildKit sends 32 KiB at a time, and to wake a thread up takes longer than to read that.</summary>
    const int BatchBytes = 256 * 1024;

    public override bool CanRead => false;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writer.Write(buffer.Span);
        if (writer.UnflushedBytes >= BatchBytes)
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken) =>
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);

    public override async ValueTask DisposeAsync()
    {
        await writer.FlushAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
