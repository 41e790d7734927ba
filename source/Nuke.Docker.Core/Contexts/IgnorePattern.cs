namespace Nuke.Docker.Contexts;

/// <summary>One line of an ignore file, cleaned and ready to match.</summary>
internal sealed class IgnorePattern
{
    readonly string _text;
    readonly Form _form;
    readonly PatternProgram? _program;

    IgnorePattern(string text, bool isException)
    {
        _text = text;
        IsException = isException;
        PatternSyntax.Check(text);
        (_form, var expression) = PatternSyntax.Translate(text);
        if (_form == Form.Expression)
            _program = PatternProgram.Parse(expression, text);
    }

    /// <summary>How a pattern is compared. Only what has wildcards in other places needs a program.</summary>
    internal enum Form
    {
        Exact,
        Prefix,
        Suffix,
        Expression,
    }

    /// <summary>Whether the line began with <c>!</c>.</summary>
    public bool IsException { get; }

    /// <summary>Reads a line; <see langword="null"/> if it is blank.</summary>
    /// <exception cref="FormatException">The pattern is malformed.</exception>
    public static IgnorePattern? Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0)
            return null;
        var isException = text[0] == '!';
        if (isException)
            text = text[1..].Trim();
        if (OperatingSystem.IsWindows())
            text = text.Replace('\\', '/');
        if (text.Length > 0)
            text = Clean(text);
        if (text.Length > 1 && text[0] == '/')
            text = text[1..];
        if (isException && text is "" or "/")
            throw new FormatException("'!' excepts nothing; write the path behind it.");
        return new(text, isException);
    }

    public bool Matches(ReadOnlySpan<char> path) => _form switch
    {
        Form.Exact => path.SequenceEqual(_text),
        Form.Prefix => path.StartsWith(_text.AsSpan(0, _text.Length - 2)),
        Form.Suffix => EndsWith(path, _text.AsSpan(2)),
        _ => _program!.Matches(path),
    };

    public bool StartsWithDirectory(ReadOnlySpan<char> directory) =>
        _text.AsSpan().StartsWith(directory) && (_text.Length == directory.Length || _text[directory.Length] == '/');

    static bool EndsWith(ReadOnlySpan<char> path, ReadOnlySpan<char> suffix) =>
        path.EndsWith(suffix) || suffix[0] == '/' && path.SequenceEqual(suffix[1..]);

    /// <summary>Removes <c>.</c>, doubled and trailing slashes, and <c>..</c> with the name before it.</summary>
    static string Clean(string text)
    {
        var isRooted = text[0] == '/';
        var names = new List<string>();
        foreach (var name in text.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (name != "..")
                names.Add(name);
            else if (names is [.., not ".."])
                names.RemoveAt(names.Count - 1);
            else if (!isRooted)
                names.Add(name);
        }

        var cleaned = string.Join('/', names);
        return isRooted ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }
}
