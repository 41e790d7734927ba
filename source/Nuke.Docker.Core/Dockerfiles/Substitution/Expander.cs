using System.Text;

namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>Replaces variables and removes quotes and escapes, as the builders do for every instruction but <c>RUN</c>
/// and <c>CMD</c>.</summary>
/// <remarks>
/// https://docs.docker.com/reference/dockerfile/#environment-replacement. Single quotes take everything literally; in
/// double quotes variables are replaced and the escape character escapes only <c>"</c>, <c>$</c> and itself.
/// </remarks>
sealed partial class Expander(char escape, Func<string, string?> valueOf, ExpansionModes modes = ExpansionModes.None)
{
    readonly List<string> _unset = [];
    string _source = "";
    int _position;
    int _begin;
    bool _keepEscapes;

    bool AtEnd => _position >= _source.Length;

    char Current => _source[_position];

    /// <summary>How many lines of the text lie above the variable or quote that was read last: a here-document has
    /// many.</summary>
    public int LinesAbove => _source.AsSpan(0, _begin).Count('\n');

    /// <summary>The line of that variable or quote, for error messages.</summary>
    string Shown => $"'{_source.Split('\n')[LinesAbove].TrimEnd('\r')}'";

    /// <exception cref="FormatException">A quote or brace that is not closed, an unknown modifier, a required variable
    /// that is not set.</exception>
    public Expansion Expand(string text)
    {
        _source = text;
        _position = _begin = 0;
        _keepEscapes = modes.HasFlag(ExpansionModes.KeepEscapes);
        _unset.Clear();
        var buffer = ReadUntil(null);
        return new(buffer.Text, buffer.Words(), [.. _unset]);
    }

    ExpansionBuffer ReadUntil(char? stop)
    {
        var buffer = new ExpansionBuffer();
        while (!AtEnd)
        {
            if (Current == stop)
            {
                _position++;
                return buffer;
            }
            if (stop == null)
                _begin = _position;
            ReadNext(buffer);
        }
        return stop == null ? buffer : throw new FormatException($"{Shown} has no closing '{stop}'");
    }

    void ReadNext(ExpansionBuffer buffer)
    {
        switch (Current)
        {
            case '\'' when !modes.HasFlag(ExpansionModes.IgnoreQuotes):
                buffer.AppendProtected(ReadSingleQuoted());
                break;
            case '"' when !modes.HasFlag(ExpansionModes.IgnoreQuotes):
                buffer.AppendProtected(ReadDoubleQuoted());
                break;
            case '$':
                buffer.Append(ReadVariable());
                break;
            case '<' when _source.AsSpan(_position).StartsWith("<<"):
                buffer.AppendProtected(ReadHeredocMark());
                break;
            case var character when character == escape:
                ReadEscaped(buffer);
                break;
            default:
                buffer.Append(_source[_position++].ToString());
                break;
        }
    }

    void ReadEscaped(ExpansionBuffer buffer)
    {
        _position++;
        if (_keepEscapes)
            buffer.AppendProtected(escape.ToString());
        if (!AtEnd)
            buffer.AppendProtected(_source[_position++].ToString());
    }

    string ReadSingleQuoted()
    {
        var end = _source.IndexOf('\'', _position + 1);
        if (end < 0)
            throw new FormatException($"{Shown} has no closing single quote");
        var quoted = _source[(_position + 1)..end];
        _position = end + 1;
        return modes.HasFlag(ExpansionModes.KeepQuotes) ? $"'{quoted}'" : quoted;
    }

    string ReadDoubleQuoted()
    {
        var quoted = new StringBuilder();
        for (_position++; !AtEnd;)
        {
            if (Current == '"')
            {
                _position++;
                return modes.HasFlag(ExpansionModes.KeepQuotes) ? $"\"{quoted}\"" : quoted.ToString();
            }
            if (Current == '$')
                quoted.Append(ReadVariable());
            else if (Current == escape)
                quoted.Append(ReadEscapedInQuotes());
            else
                quoted.Append(_source[_position++]);
        }
        throw new FormatException($"{Shown} has no closing double quote");
    }

    string ReadEscapedInQuotes()
    {
        _position++;
        if (AtEnd)
            return "";
        var escapes = Current is '"' or '$' || Current == escape;
        var kept = _keepEscapes || !escapes ? escape.ToString() : "";
        return escapes ? kept + _source[_position++] : kept;
    }

    /// <summary>The blanks between <c>&lt;&lt;</c> and its delimiter do not separate words.</summary>
    string ReadHeredocMark()
    {
        var start = _position;
        _position += 2;
        while (!AtEnd && Current is ' ' or '\t' or '\r')
            _position++;
        return _source[start.._position];
    }
}
