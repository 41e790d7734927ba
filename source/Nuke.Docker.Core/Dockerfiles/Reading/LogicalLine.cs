using System.Text;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>An instruction's lines joined into one, with the way back to where each character came from.</summary>
sealed class LogicalLine
{
    readonly StringBuilder _text = new();
    readonly List<(int Offset, SourcePosition Position)> _pieces = [];

    public LogicalLine(SourceText source, SourcePosition start)
    {
        Source = source;
        Lines = new(start.Line, start.Line);
    }

    public SourceText Source { get; }

    public SourceLines Lines { get; private set; }

    public LineSlice All => new(this, 0, _text.Length);

    public void Append(string piece, SourcePosition position)
    {
        _pieces.Add((_text.Length, position));
        _text.Append(piece);
        ExtendTo(position.Line);
    }

    public void ExtendTo(int line) => Lines = Lines with { End = line };

    public string Text(int start, int end) => _text.ToString(start, end - start);

    public SourcePosition PositionAt(int offset)
    {
        var (start, position) = _pieces.FindLast(piece => piece.Offset <= offset);
        return position with { Column = position.Column + offset - start };
    }
}
