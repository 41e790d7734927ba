using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Contexts;

/// <summary>How the CLI before version 23 reads the same lines, as far as .NET's regular expressions are
/// Go's.</summary>
/// <remarks>Debian 12 brings 20.10. The comparison with it leaves out what was changed on purpose since.</remarks>
sealed class FormerIgnoreRules
{
    readonly List<(Regex Expression, int Depth, IgnorePattern Pattern)> _rules = [];

    FormerIgnoreRules(DockerIgnore rules)
    {
        foreach (var pattern in rules.Patterns)
            _rules.Add((new(Translate(pattern.Text)), pattern.Text.Split('/').Length, pattern));
    }

    /// <summary>Whether it would send what we send.</summary>
    public static bool Agree(string root, DockerIgnore rules)
    {
        // Escapes of letters, named classes and characters beyond U+FFFF mean other things to .NET.
        if (rules.Patterns.Any(
            pattern => Regex.IsMatch(pattern.Text, @"\\[A-Za-z0-9]|\[:|[\uD800-\uDFFF]|\\[^\x00-\x7F]|\\Z")))
            return false;
        try
        {
            var former = new FormerIgnoreRules(rules);
            return Kept(root, "", rules, former.Ignores).SequenceEqual(Kept(root, "", rules, rules.Ignores));
        }
        catch (RegexParseException) // Parentheses were not escaped then.
        {
            return false;
        }
    }

    static IEnumerable<string> Kept(string root, string parent, DockerIgnore rules, Func<string, bool> ignores)
    {
        foreach (var info in new DirectoryInfo(Path.Combine(root, parent)).EnumerateFileSystemInfos()
            .OrderBy(info => info.Name, Utf8Order.Instance))
        {
            var path = parent + info.Name;
            var isIgnored = ignores(path);
            if (!isIgnored)
                yield return path;
            if (info is not DirectoryInfo || info.LinkTarget is not null
                || isIgnored && !rules.MayKeepSomethingBelow(path))
                continue;
            foreach (var below in Kept(root, path + "/", rules, ignores))
                yield return below;
        }
    }

    bool Ignores(string path)
    {
        var ignored = false;
        var parents = path.Split('/')[..^1];
        foreach (var (expression, depth, pattern) in _rules)
        {
            if (expression.IsMatch(path)
                || depth <= parents.Length && expression.IsMatch(string.Join('/', parents[..depth])))
                ignored = !pattern.IsException;
        }

        return ignored;
    }

    static string Translate(string pattern)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**"))
            {
                i += pattern.AsSpan(i).StartsWith("**/") ? 2 : 1;
                text.Append(i + 1 == pattern.Length ? ".*" : "(.*/)?");
                continue;
            }

            text.Append(pattern[i] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '.' or '$' => "\\" + pattern[i],
                '\\' => "\\" + pattern[++i],
                var other => other.ToString(),
            });
        }

        return text.Append("\\z").ToString();
    }
}
