namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    public static string Join(this IEnumerable<string> enumerable, string separator) =>
        string.Join(separator, enumerable);

    public static string Join(this IEnumerable<string> enumerable, char separator) =>
        string.Join(separator, enumerable);

    public static string JoinSpace(this IEnumerable<string> values) => values.Join(" ");

    public static string JoinComma(this IEnumerable<string> values) => values.Join(",");

    public static string JoinCommaSpace(this IEnumerable<string> values) => values.Join(", ");

    public static string JoinCommaAnd(this IEnumerable<string> values) => JoinWithLast([.. values], "and");

    public static string JoinCommaOr(this IEnumerable<string> values) => JoinWithLast([.. values], "or");

    public static string JoinSemicolon(this IEnumerable<string> values) => values.Join(";");

    public static string JoinDot(this IEnumerable<string> values) => values.Join(".");

    public static string JoinDash(this IEnumerable<string> values) => values.Join("-");

    public static string JoinSlash(this IEnumerable<string> values) => values.Join("/");

    public static string JoinUnderscore(this IEnumerable<string> values) => values.Join("_");

    public static string JoinNewLine(this IEnumerable<string> values, PlatformFamily? platformFamily = null) =>
        values.Join(platformFamily switch
        {
            null => Environment.NewLine,
            PlatformFamily.Windows => "\r\n",
            _ => "\n",
        });

    private static string JoinWithLast(string[] values, string word) => values.Length < 2
        ? values.JoinCommaSpace()
        : $"{values[..^1].JoinCommaSpace()}{(values.Length > 2 ? "," : string.Empty)} {word} {values[^1]}";
}
