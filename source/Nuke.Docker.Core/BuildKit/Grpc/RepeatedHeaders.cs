using System.Buffers.Binary;
using System.Text;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Adds fields to the head of the first request on an HTTP/2 connection, each as a field of its own.</summary>
/// <remarks>
/// <see cref="HttpClient"/> folds fields of one name into one value, which Go does not take apart. They are put behind
/// those that it has sent itself, as literals that touch no table (RFC 7541, section 6.2.2):
/// <code>
/// preface, 24 bytes | SETTINGS | HEADERS: length + n, flags, stream, its own block | n bytes of ours | …
/// </code>
/// </remarks>
/// <param name="connection">Disposed with it.</param>
/// <param name="fields">Names in lower case.</param>
sealed class RepeatedHeaders(
    Stream connection, IReadOnlyList<KeyValuePair<string, string>> fields) : SequentialStream
{
    const int PrefaceBytes = 24;
    const int FrameHeadBytes = 9;

    /// <summary>What every peer takes, RFC 9113, section 4.2.</summary>
    const int LargestFrame = 16 * 1024;

    const byte HeadersFrame = 1;
    const byte EndOfHeaders = 0x4;
    const byte Padded = 0x8;

    readonly List<byte> _held = [];
    int _skip = PrefaceBytes;
    bool _added;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_added)
        {
            _held.AddRange(buffer.Span);
            buffer = TakeComplete();
        }

        await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Takes the frames that are complete, and all that is there once the fields are added.</summary>
    byte[] TakeComplete()
    {
        var end = 0;
        while (!_added && TryFindFrame(end + _skip, out var next))
        {
            if (_held[end + _skip + 3] == HeadersFrame)
                next += AddTo(end + _skip, next);
            (end, _skip) = (next, 0);
        }

        if (_added)
            end = _held.Count;
        var complete = _held[..end].ToArray();
        _held.RemoveRange(0, end);
        return complete;
    }

    bool TryFindFrame(int start, out int end)
    {
        end = start + FrameHeadBytes;
        if (_held.Count < end)
            return false;
        end += LengthAt(start);
        return _held.Count >= end;
    }

    int AddTo(int start, int end)
    {
        var block = fields.SelectMany(field => Literal(field.Key, field.Value)).ToArray();
        var length = LengthAt(start) + block.Length;
        if ((_held[start + 4] & (EndOfHeaders | Padded)) != EndOfHeaders || length > LargestFrame)
            throw new IOException("The head of the request is not one frame, or has no room for more fields.");
        (_held[start], _held[start + 1], _held[start + 2]) = ((byte)(length >> 16), (byte)(length >> 8), (byte)length);
        _held.InsertRange(end, block);
        _added = true;
        return block.Length;
    }

    int LengthAt(int start) =>
        (int)BinaryPrimitives.ReadUInt32BigEndian([0, _held[start], _held[start + 1], _held[start + 2]]);

    static IEnumerable<byte> Literal(string name, string value) => [0, .. Text(name), .. Text(value)];

    /// <summary>RFC 7541, section 5.2, without Huffman's code.</summary>
    static IEnumerable<byte> Text(string text)
    {
        const int PrefixEnd = 127;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < PrefixEnd)
            return [(byte)bytes.Length, .. bytes];
        List<byte> length = [PrefixEnd];
        var rest = bytes.Length - PrefixEnd;
        for (; rest >= 128; rest >>= 7)
            length.Add((byte)(rest | 128));
        return [.. length, (byte)rest, .. bytes];
    }
}
