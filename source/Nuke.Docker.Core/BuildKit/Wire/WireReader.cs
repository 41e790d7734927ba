using System.Text;

namespace Nuke.Docker.BuildKit.Wire;

/// <summary>Reads a protobuf message field by field, in place.</summary>
/// <remarks>
/// <code>
/// while (reader.Read())
///     switch (reader.Field)
///     {
///         case 1: digest = reader.Text; break;
///     }
/// </code>
/// A field that nobody asks for is skipped. Nothing is allocated beyond what the message itself holds, and each call of
/// <see cref="Read"/> takes at least one byte, so that no message can occupy the reader for longer than its length.
/// </remarks>
ref struct WireReader(ReadOnlySpan<byte> message)
{
    const int LongestVarint = 10;

    ReadOnlySpan<byte> _rest = message;
    ReadOnlySpan<byte> _bytes;
    ulong _number;
    WireType _type;

    /// <summary>Number of the field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a field that holds bytes or a message.</summary>
    public readonly ReadOnlySpan<byte> Bytes =>
        _type == WireType.LengthDelimited ? _bytes : throw Unexpected(WireType.LengthDelimited);

    /// <summary>The value of a field that holds text. What is no UTF-8 becomes U+FFFD.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The value of a field that holds an integer, an enumeration or a boolean.</summary>
    public readonly long Number => _type == WireType.Varint ? (long)_number : throw Unexpected(WireType.Varint);

    public readonly bool Flag => Number != 0;

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="MalformedMessageException">What is there is no field.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = TakeVarint();
        _type = (WireType)(tag & 7);
        if (tag >> 3 is 0 or > int.MaxValue >> 3)
            throw new MalformedMessageException($"{tag >> 3} is no number of a field");
        Field = (int)(tag >> 3);
        switch (_type)
        {
            case WireType.Varint:
                _number = TakeVarint();
                break;
            case WireType.LengthDelimited:
                _bytes = Take(TakeVarint());
                break;
            case WireType.Fixed64:
                Take(sizeof(long));
                break;
            case WireType.Fixed32:
                Take(sizeof(int));
                break;
            default:
                throw new MalformedMessageException($"field {Field} has the unknown wire type {(int)_type}");
        }

        return true;
    }

    ulong TakeVarint()
    {
        var value = 0UL;
        for (var i = 0; i < LongestVarint; i++)
        {
            if (i >= _rest.Length)
                throw new MalformedMessageException("it ends in the middle of a number");
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new MalformedMessageException("a number has more than ten bytes");
    }

    ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new MalformedMessageException($"a field has {length} bytes, but only {_rest.Length} are left");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    readonly MalformedMessageException Unexpected(WireType expected) =>
        new($"field {Field} has the wire type {_type} instead of {expected}");
}
