using System.Buffers;

namespace Nuke.Docker.Contexts;

public sealed partial class TarWriter
{
    const int BufferSize = 256 * 1024;

    readonly Stream _destination;

    byte[]? _filling = ArrayPool<byte>.Shared.Rent(BufferSize);
    byte[] _sent = ArrayPool<byte>.Shared.Rent(BufferSize);
    int _filled;
    Task _sending = Task.CompletedTask;

    internal interface IContent
    {
        ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);
    }

    readonly struct StreamContent(Stream stream) : IContent
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer, cancellationToken);
    }

    /// <summary>Gives the buffers back; an archive that was not completed stays cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_filling is null)
            return;

        // The buffer must not return to the pool while it is sent; whoever waits for the write sees its failure.
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(_filling);
        ArrayPool<byte>.Shared.Return(_sent);
        _filling = null;
    }

    async ValueTask AppendHeaderAsync(byte[] name, byte[] target, Header header, CancellationToken cancellationToken)
    {
        if (Space.Length < BlockSize)
            await SendAsync(cancellationToken).ConfigureAwait(false);
        FillHeader(Space.Span[..BlockSize], name, target, header);
        _filled += BlockSize;
    }

    async ValueTask WriteContentAsync<T>(T content, string name, long length, CancellationToken cancellationToken)
        where T : IContent
    {
        for (var left = length; left > 0;)
        {
            if (Space.IsEmpty)
                await SendAsync(cancellationToken).ConfigureAwait(false);
            var part = Space[..(int)Math.Min(Space.Length, left)];
            var read = await content.ReadAsync(part, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new EndOfStreamException($"'{name}' ended after {length - left} of {length} bytes.");
            _filled += read;
            left -= read;
        }

        var padding = (int)(-length & (BlockSize - 1));
        await AppendZerosAsync(padding, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask AppendZerosAsync(int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (Space.IsEmpty)
                await SendAsync(cancellationToken).ConfigureAwait(false);
            var part = Math.Min(count, Space.Length);
            Space.Span[..part].Clear();
            _filled += part;
            count -= part;
        }
    }

    Memory<byte> Space => _filling.AsMemory(_filled, BufferSize - _filled);

    async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await _sending.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        (_filling, _sent) = (_sent, _filling!);
        _sending = _destination.WriteAsync(_sent.AsMemory(0, _filled), cancellationToken).AsTask();
        _filled = 0;
    }
}
