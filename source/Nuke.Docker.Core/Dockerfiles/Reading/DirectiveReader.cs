using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>Reads parser directives; the first line that is none ends them, and from there on they are
/// comments.</summary>
sealed partial class DirectiveReader(SourceText source)
{
    readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    bool _isOver;
    bool _isBelowShebang;

    public ParserDirectives Found { get; private set; } = new();

    public void Read(string text, int line, int column)
    {
        if (line == 1 && text.StartsWith("#!", StringComparison.Ordinal))
            _isBelowShebang = true;
        else if (!_isOver)
            _isOver = !TryRead(text, line, column);
    }

    bool TryRead(string text, int line, int column)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return false;
        var name = match.Groups[1].Value.ToLowerInvariant();
        // Below "#!" the builders look for syntax and check only: to the parser itself the first line was a comment.
        if (name is not ("syntax" or "check") && (name != "escape" || _isBelowShebang))
            return false;
        if (!_seen.Add(name))
            throw source.Error(line, $"a second '{name}' directive: only one is allowed. Remove it.");
        Keep(name, new Word(match.Groups[2].Value, new(line, column + match.Groups[2].Index)));
        return true;
    }

    void Keep(string name, Word value) => Found = name switch
    {
        "syntax" => Found with { Syntax = value },
        "check" => Found with { Check = value },
        _ => value.Text is "\\" or "`"
            ? Found with { Escape = value.Text[0] }
            : throw source.Error(value.Position.Line, $"'{value.Text}' cannot be the escape character. Use \\ or `."),
    };

    [GeneratedRegex(@"^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
