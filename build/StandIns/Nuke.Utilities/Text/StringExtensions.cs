using System.Security.Cryptography;
using System.Text;

namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    public static bool IsNullOrEmpty(this string str) => string.IsNullOrEmpty(str);

    public static bool IsNullOrWhiteSpace(this string str) => string.IsNullOrWhiteSpace(str);

    public static string ToNullIfEmpty(this string str) => str.IsNullOrEmpty() ? null : str;

    public static string ToNullIfWhiteSpace(this string str) => str.IsNullOrWhiteSpace() ? null : str;

    public static bool EqualsOrdinalIgnoreCase(this string str, string other) =>
        string.Equals(str, other, StringComparison.OrdinalIgnoreCase);

    public static bool EqualsAnyOrdinalIgnoreCase(this string str, params string[] others) =>
        others.Any(str.EqualsOrdinalIgnoreCase);

    public static bool ContainsOrdinalIgnoreCase(this string str, string other) =>
        str.Contains(other, StringComparison.OrdinalIgnoreCase);

    public static bool StartsWithOrdinalIgnoreCase(this string str, string other) =>
        str.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    public static bool EndsWithOrdinalIgnoreCase(this string str, string other) =>
        str.EndsWith(other, StringComparison.OrdinalIgnoreCase);

    public static string TrimEnd(this string str, string trim) =>
        str.EndsWith(trim, StringComparison.Ordinal) ? str[..^trim.Length] : str;

    public static string TrimStart(this string str, string trim) =>
        str.StartsWith(trim, StringComparison.Ordinal) ? str[trim.Length..] : str;

    public static string Append(this string str, string appendText) => str + appendText;

    public static string Prepend(this string str, string prependText) => prependText + str;

    public static string Repeat(this char ch, int count) => new(ch, count);

    public static string[] SplitSpace(this string str) => str.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static string[] SplitLineBreaks(this string str, StringSplitOptions options = StringSplitOptions.None) =>
        str.Split(["\r\n", "\n"], options);

    public static string GetMD5Hash(this string str) => Hash(MD5.HashData(Encoding.UTF8.GetBytes(str)));

    public static string GetSHA256Hash(this string str) => Hash(SHA256.HashData(Encoding.UTF8.GetBytes(str)));

    private static string Hash(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
