namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>Joins continued lines and leaves out comments and empty lines, also those inside an instruction.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#format and #escape</remarks>
sealed class LineReader(SourceText source)
{
    readonly DirectiveReader _directives = new(source);
    int _next = 1;

    public ParserDirectives Directives => _directives.Found;

    /// <summary>The next instruction, or <see langword="null"/> at the end of the file.</summary>
    public LogicalLine? Next()
    {
        while (_next <= source.LineCount)
        {
            var number = _next++;
            var raw = source.Line(number).TrimEnd('\r', '\n');
            var text = raw.TrimStart();
            _directives.Read(text, number, raw.Length - text.Length + 1);
            if (text.Length == 0 || text[0] == '#')
                continue;
            var line = new LogicalLine(source, new(number, 1));
            if (Append(line, text, new(number, raw.Length - text.Length + 1)))
                AppendContinuations(line);
            return line;
        }
        return null;
    }

    /// <summary>The next line as it is, for the body of a here-document.</summary>
    public (string Text, int Number)? NextRaw() =>
        _next > source.LineCount ? null : (source.Line(_next), _next++);

    void AppendContinuations(LogicalLine line)
    {
        for (var goesOn = true; goesOn && _next <= source.LineCount; _next++)
        {
            var text = source.Line(_next).TrimEnd('\r', '\n');
            var visible = text.TrimStart();
            line.ExtendTo(_next);
            if (visible.Length > 0 && visible[0] != '#')
                goesOn = Append(line, text, new(_next, 1));
        }
    }

    /// <summary>Whether the line goes on: it ends in one escape character, not two, and at most blanks behind
    /// it.</summary>
    bool Append(LogicalLine line, string text, SourcePosition position)
    {
        var escape = _directives.Found.Escape;
        var visible = text.TrimEnd(' ', '\t');
        var goesOn = visible.EndsWith(escape) && (visible.Length == 1 || visible[^2] != escape);
        line.Append(goesOn ? visible[..^1] : text, position);
        return goesOn;
    }
}
