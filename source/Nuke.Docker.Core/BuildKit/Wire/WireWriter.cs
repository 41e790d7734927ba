using System.Text;

namespace Nuke.Docker.BuildKit.Wire;

/// <summary>Writes protobuf messages, one after another if need be. What is empty or zero is left out, as proto3 has
/// it.</summary>
sealed class WireWriter
{
    byte[] _buffer = new byte[256];
    int _length;

    /// <summary>What was written since the last <see cref="Clear"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Number(int field, long value)
    {
        if (value == 0)
            return;
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    public void Flag(int field, bool value) => Number(field, value ? 1 : 0);

    public void Text(int field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            TextOrEmpty(field, value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return;
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
        _length += value.Length;
    }

    /// <summary>Writes a message, an empty one too: that it is there may be what it says.</summary>
    public void Message(int field, IWireMessage message)
    {
        Tag(field, WireType.LengthDelimited);
        var start = _length;
        message.WriteTo(this);
        CloseMessage(start);
    }

    /// <summary>Writes each message as an element of a repeated field.</summary>
    public void Messages(int field, IEnumerable<IWireMessage> messages)
    {
        foreach (var message in messages)
            Message(field, message);
    }

    /// <summary>Writes a map: a repeated message with the key as its field 1 and the value as its field 2.</summary>
    public void Map(int field, IEnumerable<KeyValuePair<string, string>> entries)
    {
        foreach (var (key, value) in entries)
        {
            Tag(field, WireType.LengthDelimited);
            var start = _length;
            TextOrEmpty(1, key);
            TextOrEmpty(2, value);
            CloseMessage(start);
        }
    }

    void TextOrEmpty(int field, string value)
    {
        Tag(field, WireType.LengthDelimited);
        var length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
        _length += length;
    }

    /// <summary>Puts the length of what was written since <paramref name="start"/> before it.</summary>
    void CloseMessage(int start)
    {
        var length = _length - start;
        Varint((ulong)length);
        var prefix = _length - start - length;
        Span<byte> size = stackalloc byte[prefix];
        _buffer.AsSpan(_length - prefix, prefix).CopyTo(size);
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + prefix));
        size.CopyTo(_buffer.AsSpan(start));
    }

    void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (uint)type);

    void Varint(ulong value)
    {
        var target = Reserve(10);
        var count = 0;
        for (; value > 0x7F; value >>= 7)
            target[count++] = (byte)(value | 0x80);
        target[count++] = (byte)value;
        _length += count;
    }

    Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + count));
        return _buffer.AsSpan(_length);
    }
}
