using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>Checks a pattern as Go's <c>filepath.Match</c> does, and rewrites it as a Go regular expression.</summary>
/// <remarks>
/// The CLI has no matcher of its own: it checks a pattern by the rules of one and runs it by those of the other. Hence
/// <c>[[:digit:]]</c> and <c>\d</c> mean digits, and <c>*</c> inside brackets is not what it looks like.
/// </remarks>
internal static class PatternSyntax
{
    // Windows has no escapes: its backslashes are separators, and slashes by the time they get here.
    public static void Check(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && ++i == pattern.Length)
                throw new FormatException($"'{pattern}' ends with a backslash that escapes nothing.");
            else if (pattern[i] == '[')
                i = CheckBrackets(pattern, i);
        }
    }

    public static (IgnorePattern.Form Form, string Expression) Translate(string pattern)
    {
        var expression = new StringBuilder();
        var form = IgnorePattern.Form.Exact;
        for (var i = 0; i < pattern.Length; i++)
        {
            var isFirst = i == 0;
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i += i + 2 < pattern.Length && pattern[i + 2] == '/' ? 2 : 1;
                    var isLast = i + 1 == pattern.Length;
                    expression.Append(isLast ? ".*" : "(.*/)?");
                    form = isFirst ? IgnorePattern.Form.Suffix
                        : isLast && form == IgnorePattern.Form.Exact ? IgnorePattern.Form.Prefix
                        : IgnorePattern.Form.Expression;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    form = IgnorePattern.Form.Expression;
                    break;
                case '?':
                    expression.Append("[^/]");
                    form = IgnorePattern.Form.Expression;
                    break;
                case '\\':
                    expression.Append('\\').Append(pattern[++i]);
                    form = IgnorePattern.Form.Expression;
                    break;
                case '[' or ']':
                    expression.Append(pattern[i]);
                    form = IgnorePattern.Form.Expression;
                    break;
                case '.' or '+' or '(' or ')' or '|' or '{' or '}' or '$':
                    expression.Append('\\').Append(pattern[i]);
                    break;
                default:
                    expression.Append(pattern[i]);
                    break;
            }
        }

        return (form, expression.ToString());
    }

    static int CheckBrackets(string pattern, int open)
    {
        var i = open + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        for (var isFirst = true; isFirst || i < pattern.Length && pattern[i] != ']'; isFirst = false)
        {
            i = CheckMember(pattern, i);
            if (i < pattern.Length && pattern[i] == '-')
                i = CheckMember(pattern, i + 1);
        }

        return i < pattern.Length ? i : throw NotClosed(pattern);
    }

    static int CheckMember(string pattern, int i)
    {
        if (i < pattern.Length && pattern[i] is '-' or ']')
            throw new FormatException($"'{pattern}' has a '{pattern[i]}' in its brackets where a character is due; escape it with a backslash.");
        if (i < pattern.Length && pattern[i] == '\\')
            i++;
        if (i >= pattern.Length)
            throw NotClosed(pattern);
        return i + (char.IsHighSurrogate(pattern[i]) ? 2 : 1);
    }

    static FormatException NotClosed(string pattern) => new($"'{pattern}' has no closing bracket.");
}
