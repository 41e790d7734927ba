namespace Nuke.Docker.Testing;

/// <summary>One direction of a bad line: its first bytes one at a time, a pause, and then odd pieces.</summary>
/// <param name="pauses">Whether there is the pause.</param>
sealed class Trickle(bool pauses)
{
    const int SingleBytes = 100;
    static readonly int[] _pieces = [1, 2, 3, 5, 17, 257, 4_093, 1, 16_381];
    static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    int _written;

    public async Task WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var isSingle = _written < SingleBytes;
            var piece = bytes[..Math.Min(bytes.Length, isSingle ? 1 : _pieces[_written % _pieces.Length])];
            await to.WriteAsync(piece, cancellationToken);
            await to.FlushAsync(cancellationToken);
            bytes = bytes[piece.Length..];
            _written += piece.Length;
            // A reader that is quick enough gets each byte by itself.
            if (isSingle)
                await Task.Delay(
                    pauses && _written == SingleBytes ? _pause : TimeSpan.FromMilliseconds(1), cancellationToken);
        }
    }
}
