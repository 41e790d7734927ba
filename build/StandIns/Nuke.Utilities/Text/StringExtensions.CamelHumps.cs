namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    private static readonly string[] KnownWords =
    [
        "DotNet", "GitHub", "GitVersion", "MSBuild", "NuGet", "ReSharper", "AppVeyor", "TeamCity", "GitLab", "SignPath",
        "JetBrains",
    ];

    public static IEnumerable<string> SplitCamelHumpsWithKnownWords(this string str) => str.SplitCamelHumps(KnownWords);

    /// <summary>Splits where an upper-case letter follows a lower-case one, except inside one of the given
    /// words.</summary>
    public static IEnumerable<string> SplitCamelHumps(this string str, params string[] exclusions)
    {
        var start = 0;
        for (var i = 0; i < str.Length;)
        {
            var word = exclusions.FirstOrDefault(
                x => string.Compare(str, i, x, 0, x.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (i > start && (word != null || char.IsUpper(str[i]) && char.IsLower(str[i - 1])))
            {
                yield return str[start..i];
                start = i;
            }

            i += word?.Length ?? 1;
        }

        yield return str[start..];
    }
}
