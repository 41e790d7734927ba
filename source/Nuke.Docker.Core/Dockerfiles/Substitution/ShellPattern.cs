using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>The patterns of <c>${x#…}</c>, <c>${x%…}</c> and <c>${x/…/…}</c>: <c>*</c>, <c>?</c> and a backslash before
/// them.</summary>
static partial class ShellPattern
{
    public static string TrimStart(string value, string pattern, bool isGreedy)
    {
        var match = Regex(pattern, isGreedy, prefix: @"\A").Match(value);
        return match.Success ? value[match.Length..] : value;
    }

    public static string TrimEnd(string value, string pattern, bool isGreedy)
    {
        var regex = Regex(pattern, isGreedy: true, suffix: @"\z");
        var starts = Enumerable.Range(0, value.Length + 1);
        // The longest ending is the one that starts first, the shortest the one that starts last.
        foreach (var start in isGreedy ? starts : starts.Reverse())
        {
            if (regex.Match(value, start) is { Success: true } match && match.Index == start)
                return value[..start];
        }
        return value;
    }

    public static string ReplaceFirst(string value, string pattern, string replacement) =>
        Regex(pattern, isGreedy: true).Replace(value, _ => replacement, 1);

    /// <summary>
    /// As Go's <c>regexp.ReplaceAllString</c>, which BuildKit calls: no empty match right behind another one, and in
    /// the replacement <c>$0</c> is the match, any other <c>$name</c> nothing.
    /// </summary>
    public static string ReplaceAll(string value, string pattern, string replacement)
    {
        var end = -1;
        return Regex(pattern, isGreedy: true).Replace(value, match =>
        {
            var isBehindAnother = match.Length == 0 && match.Index == end;
            end = match.Index + match.Length;
            return isBehindAnother ? "" : Template().Replace(replacement, name => name.Value switch
            {
                "$$" => "$",
                "$0" or "${0}" => match.Value,
                _ => "",
            });
        });
    }

    static Regex Regex(string pattern, bool isGreedy, string prefix = "", string suffix = "")
    {
        var expression = new StringBuilder(prefix);
        for (var position = 0; position < pattern.Length; position++)
        {
            var character = pattern[position];
            if (character == '\\')
                expression.Append(Escaped(pattern, ref position));
            else
                expression.Append(character switch
                {
                    '*' => isGreedy ? ".*" : ".*?",
                    '?' => ".",
                    _ => Literal(character),
                });
        }
        return new(expression.Append(suffix).ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    static string Escaped(string pattern, ref int position) =>
        ++position < pattern.Length && pattern[position] is '*' or '?' or '\\' or '}' or '/'
            ? Literal(pattern[position])
            : throw new FormatException(
                $"'{pattern}' is not a pattern: a backslash may stand before *, ?, \\, }} and / only");

    [GeneratedRegex(@"\$(\$|\w+|\{\w+\})", RegexOptions.CultureInvariant)]
    private static partial Regex Template();

    static string Literal(char character) => System.Text.RegularExpressions.Regex.Escape(character.ToString());
}
