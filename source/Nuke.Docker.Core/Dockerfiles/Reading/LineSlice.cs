namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>A part of a joined line that still knows its place in the file.</summary>
readonly record struct LineSlice(LogicalLine Line, int Start, int End)
{
    public string Text => Line.Text(Start, End);

    public bool IsEmpty => Start == End;

    public SourcePosition Position => Line.PositionAt(Start);

    public Word Word => new(Text, Position);

    public LineSlice From(int offset) => this with { Start = Start + offset };

    public LineSlice Between(int start, int end) => this with { Start = Start + start, End = Start + end };

    public LineSlice Trim()
    {
        var text = Text;
        var leading = text.Length - text.TrimStart().Length;
        return Between(leading, leading + text.Trim().Length);
    }

    public DockerfileException Error(string problem, Exception? cause = null) =>
        Line.Source.Error(Position.Line, problem, cause);
}
