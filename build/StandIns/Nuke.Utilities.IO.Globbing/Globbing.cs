using System.Text.RegularExpressions;

namespace Nuke.Common.IO;

public static class Globbing
{
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns) =>
        Glob(directory, patterns, Directory.EnumerateFiles);

    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(
        this AbsolutePath directory, params string[] patterns) =>
        Glob(directory, patterns, Directory.EnumerateDirectories);

    private static IReadOnlyCollection<AbsolutePath> Glob(
        AbsolutePath directory,
        string[] patterns,
        Func<string, string, SearchOption, IEnumerable<string>> enumerate)
    {
        if (!directory.DirectoryExists())
            return [];

        var expressions = patterns.Select(ToExpression).ToList();
        return [.. enumerate(directory, "*", SearchOption.AllDirectories)
            .Where(x => expressions.Any(y => y.IsMatch(Path.GetRelativePath(directory, x).Replace('\\', '/'))))
            .Order()
            .Select(AbsolutePath.Create)];
    }

    /// <summary><c>**/</c> is any number of directories, <c>*</c> and <c>?</c> stay within one name.</summary>
    private static Regex ToExpression(string pattern) => new(
        "^" + Regex.Replace(Regex.Escape(pattern), @"\\\*\\\*/|\\\*\\\*|\\\*|\\\?", x => x.Value switch
        {
            @"\*\*/" => "(.*/)?",
            @"\*\*" => ".*",
            @"\*" => "[^/]*",
            _ => "[^/]",
        }) + "$");
}
