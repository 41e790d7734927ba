namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    public static string SingleQuote(this string str) => $"'{str.Replace("'", "\\'")}'";

    public static string DoubleQuote(this string str) => $"\"{str.Replace("\"", "\\\"")}\"";

    public static string DoubleQuoteIfNeeded(this string str) =>
        str.IsDoubleQuoted() || !str.Contains(' ') ? str : str.DoubleQuote();

    public static string SingleQuoteIfNeeded(this string str) =>
        str.IsSingleQuoted() || !str.Contains(' ') ? str : str.SingleQuote();

    public static bool IsDoubleQuoted(this string str) => str is ['"', .., '"'];

    public static bool IsSingleQuoted(this string str) => str is ['\'', .., '\''];

    public static string TrimMatchingDoubleQuotes(this string str) => str.IsDoubleQuoted() ? str[1..^1] : str;

    public static string TrimMatchingSingleQuotes(this string str) => str.IsSingleQuoted() ? str[1..^1] : str;
}
