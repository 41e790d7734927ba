namespace Nuke.Docker.Engine.Connections;

/// <summary>What a writer sees of the connection: gathers small writes into chunks, remembers why the connection
/// failed.</summary>
sealed class UploadBody(Stream connection) : SequentialStream
{
    readonly byte[] _chunk = GC.AllocateUninitializedArray<byte>(128 * 1024);
    int _filled;

    public Exception? Failure { get; private set; }

    public override bool CanRead => false;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (_filled == 0 && buffer.Length >= _chunk.Length)
            {
                await SendAsync(buffer, cancellationToken).ConfigureAwait(false);
                return;
            }

            var count = Math.Min(buffer.Length, _chunk.Length - _filled);
            buffer[..count].CopyTo(_chunk.AsMemory(_filled));
            buffer = buffer[count..];
            _filled += count;
            if (_filled == _chunk.Length)
                await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_filled == 0)
            return;
        await SendAsync(_chunk.AsMemory(0, _filled), cancellationToken).ConfigureAwait(false);
        _filled = 0;
    }

    // Encoders and archive writers finish with synchronous writes when they are disposed.
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // Chunks go out when they are full, and at the end.
    }

    async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failure = e;
            throw;
        }
    }
}
