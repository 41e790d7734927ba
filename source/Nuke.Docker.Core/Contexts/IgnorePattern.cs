namespace Nuke.Docker.Contexts;

/// <summary>One line of an ignore file, cleaned and ready to match.</summary>
sealed class IgnorePattern
{
    readonly Form _form;
    readonly PatternProgram[] _programs = [];

    IgnorePattern(string text, bool isException)
    {
        Text = text;
        IsException = isException;
        PatternSyntax.Check(text);
        (_form, var expression) = PatternSyntax.Translate(text);
        if (_form == Form.Expression)
            _programs = PatternProgram.Parse(expression, text);
    }

    /// <summary>How a pattern is compared. Only what has wildcards in other places needs a program.</summary>
    internal enum Form
    {
        Exact,
        Prefix,
        Suffix,
        Expression,
    }

    /// <summary>The line without <c>!</c>, and cleaned.</summary>
    public string Text { get; }

    /// <summary>Whether the line began with <c>!</c>.</summary>
    public bool IsException { get; }

    /// <summary>Reads a line; <see langword="null"/> if it is blank.</summary>
    /// <exception cref="FormatException">The pattern is malformed.</exception>
    public static IgnorePattern? Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0)
            return null;
        var isException = TakeMark(ref text);
        if (OperatingSystem.IsWindows())
            text = text.Replace('\\', '/');
        if (text.Length > 0)
            text = Clean(text);
        if (text.Length > 1 && text[0] == '/')
            text = text[1..].Trim();

        // The CLI reads a line twice, and the second time '/!a' has become an exception.
        isException = isException || TakeMark(ref text);
        return isException && text is "" or "/"
            ? throw new FormatException("'!' excepts nothing; write the path behind it.")
            : new(text, isException);
    }

    static bool TakeMark(ref string text)
    {
        var isThere = text.StartsWith('!');
        if (isThere)
            text = text[1..].Trim();
        return isThere;
    }

    public bool Matches(ReadOnlySpan<char> path) => _form switch
    {
        Form.Exact => path.SequenceEqual(Text),
        Form.Prefix => path.StartsWith(Text.AsSpan(0, Text.Length - 2)),
        Form.Suffix => EndsWith(path, Text.AsSpan(2)),
        _ => MatchesAny(path),
    };

    public bool StartsWithDirectory(ReadOnlySpan<char> directory) =>
        Text.AsSpan().StartsWith(directory) && (Text.Length == directory.Length || Text[directory.Length] == '/');

    bool MatchesAny(ReadOnlySpan<char> path)
    {
        foreach (var program in _programs)
        {
            if (program.Matches(path))
                return true;
        }

        return false;
    }

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
