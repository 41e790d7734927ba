using System.Buffers;
using System.Text;

namespace Nuke.Docker.Engine;

/// <summary>Joins the pieces of one stream to lines; bytes become text only when a line is complete.</summary>
sealed class LineAssembler(OutputStream stream)
{
    /// <summary>A longer line is handed on in parts: progress bars may never end theirs.</summary>
    const int LongestLine = 1 << 20;

    readonly ArrayBufferWriter<byte> _line = new();

    public void Append(ReadOnlySequence<byte> bytes, List<ContainerOutput> lines)
    {
        foreach (var segment in bytes)
        {
            var rest = segment.Span;
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                _line.Write(rest[..end]);
                lines.Add(Take(_line.WrittenCount));
                _line.ResetWrittenCount();
            }

            _line.Write(rest);
            while (_line.WrittenCount > LongestLine)
                Shed(lines);
        }
    }

    /// <summary>The last line, if it has no end; null if nothing is left.</summary>
    public ContainerOutput? Rest() => _line.WrittenCount == 0 ? null : Take(_line.WrittenCount);

    ContainerOutput Take(int length)
    {
        var line = _line.WrittenSpan[..length];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        return new ContainerOutput(stream, Encoding.UTF8.GetString(line));
    }

    void Shed(List<ContainerOutput> lines)
    {
        var length = LongestLine;
        // Not in the middle of a character: continuation bytes are 10xxxxxx.
        while ((_line.WrittenSpan[length] & 0xC0) == 0x80 && length > LongestLine - 4)
            length--;
        lines.Add(new ContainerOutput(stream, Encoding.UTF8.GetString(_line.WrittenSpan[..length])));
        var rest = _line.WrittenSpan[length..].ToArray();
        _line.ResetWrittenCount();
        _line.Write(rest);
    }
}
