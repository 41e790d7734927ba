using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>Checks a pattern as Go's <c>filepath.Match</c> does, and rewrites it as a Go regular expression.</summary>
/// <remarks>
/// The CLI has no matcher of its own: it checks a pattern by the rules of one and runs it by those of the other. Hence
/// <c>[[:digit:]]</c> and <c>\d</c> mean digits, <c>a{2}*</c> begins with two letters, <c>|</c> parts alternatives, and
/// <c>*</c> inside brackets is not what it looks like.
/// </remarks>
static class PatternSyntax
{
    /// <summary>Makes the check of <c>filepath.Match(pattern, ".")</c>, which ends where the dot stops to
    /// match.</summary>
    public static void Check(string pattern)
    {
        var first = Part(pattern, 0);
        if (TakesDot(pattern, first))
            TakesDot(pattern, Part(pattern, first.End));
    }

    /// <summary>The next piece between stars.</summary>
    static (int Start, int End) Part(string pattern, int start)
    {
        while (start < pattern.Length && pattern[start] == '*')
            start++;
        var isInBrackets = false;
        var end = start;
        for (; end < pattern.Length && (pattern[end] != '*' || isInBrackets); end++)
        {
            if (pattern[end] == '\\')
                end++;
            else if (pattern[end] is '[' or ']')
                isInBrackets = pattern[end] == '[';
        }

        return (start, Math.Min(end, pattern.Length));
    }

    /// <summary>Reads a part to its end; whether it matches a dot and no more.</summary>
    static bool TakesDot(string pattern, (int Start, int End) part)
    {
        var (count, takesDot) = (0, false);
        for (var i = part.Start; i < part.End; i++, count++)
        {
            if (pattern[i] == '[')
            {
                takesDot = ReadBrackets(pattern, ref i, part.End);
                continue;
            }

            takesDot = pattern[i] is '.' or '?';
            if (pattern[i] == '\\')
                takesDot = ++i < part.End
                    ? pattern[i] == '.'
                    : throw new FormatException($"'{pattern}' ends with a backslash that escapes nothing.");
        }

        return count == 1 && takesDot;
    }

    static bool ReadBrackets(string pattern, ref int i, int end)
    {
        var isNegated = ++i < end && pattern[i] == '^';
        if (isNegated)
            i++;
        var hasDot = false;
        do
        {
            var first = ReadMember(pattern, ref i, end);
            var last = first;
            if (pattern[i] == '-')
            {
                i++;
                last = ReadMember(pattern, ref i, end);
            }

            hasDot |= first <= '.' && '.' <= last;
        }
        while (pattern[i] != ']');
        return hasDot != isNegated;
    }

    static char ReadMember(string pattern, ref int i, int end)
    {
        if (i < end && pattern[i] is '-' or ']')
            throw new FormatException(
                $"'{pattern}' has a '{pattern[i]}' in its brackets where a character is due; escape it with a "
                + "backslash.");
        if (i < end && pattern[i] == '\\')
            i++;
        if (i + 1 >= end)
            throw new FormatException($"'{pattern}' has no closing bracket.");
        var member = pattern[i++];
        if (char.IsHighSurrogate(member))
            i++;
        return i < end ? member : throw new FormatException($"'{pattern}' has no closing bracket.");
    }

    public static (IgnorePattern.Form Form, string Expression) Translate(string pattern)
    {
        var expression = new StringBuilder("^");
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
                case '\\' when i + 1 == pattern.Length: // Escapes the anchor.
                    expression.Append('\\');
                    break;
                case '\\':
                    expression.Append('\\').Append(pattern[++i]);
                    form = IgnorePattern.Form.Expression;
                    break;
                case '[' or ']':
                    expression.Append(pattern[i]);
                    form = IgnorePattern.Form.Expression;
                    break;
                // Not '|', '{' and '}': the original means to, but its table is too small.
                case '.' or '+' or '(' or ')' or '$':
                    expression.Append('\\').Append(pattern[i]);
                    break;
                default:
                    expression.Append(pattern[i]);
                    break;
            }
        }

        return (form, expression.Append('$').ToString());
    }
}
