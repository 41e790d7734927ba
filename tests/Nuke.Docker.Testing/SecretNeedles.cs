using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.Testing;

/// <summary>The forms in which values are looked for, each as the characters of Latin-1: one for each byte.</summary>
sealed class SecretNeedles
{
    readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    readonly SearchValues<string> _search;

    public SecretNeedles(IEnumerable<string> values)
    {
        foreach (var value in values)
            foreach (var (form, bytes) in FormsOf(value))
                _names.TryAdd(Encoding.Latin1.GetString(bytes), $"the value {form}");
        _search = SearchValues.Create([.. _names.Keys], StringComparison.Ordinal);
        LongestLength = _names.Keys.Max(text => text.Length);
    }

    public int LongestLength { get; }

    /// <summary>What each form is called that is in the text.</summary>
    public IEnumerable<string> FindIn(string text) => text.AsSpan().ContainsAny(_search)
        ? _names.Where(name => text.Contains(name.Key, StringComparison.Ordinal)).Select(name => name.Value)
        : [];

    static IEnumerable<(string Form, byte[] Bytes)> FormsOf(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return ("as it is", bytes);
        yield return ("in UTF-16", Encoding.Unicode.GetBytes(value));
        foreach (var (form, text) in TextsOf(value, bytes))
            yield return (form, Encoding.UTF8.GetBytes(text));
    }

    static IEnumerable<(string Form, string Text)> TextsOf(string value, byte[] bytes)
    {
        yield return ("in hexadecimal", Convert.ToHexStringLower(bytes));
        yield return ("in hexadecimal", Convert.ToHexString(bytes));
        yield return ("in a URL", Uri.EscapeDataString(value));
        yield return ("in a URL", Lower(Uri.EscapeDataString(value)));
        yield return ("in a form", WebUtility.UrlEncode(value));
        yield return ("in a form", Lower(WebUtility.UrlEncode(value)));
        yield return ("in JSON", JsonEncodedText.Encode(value).Value);
        yield return ("in JSON", JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value);
        yield return ("in JSON", value.Replace("/", @"\/", StringComparison.Ordinal));
        // Behind 0, 1 or 2 other bytes of a group of three, without the characters that neighbours decide too.
        for (var before = 0; before < 3; before++)
        {
            var first = ((before * 8) + 5) / 6;
            var last = (before + bytes.Length) * 8 / 6;
            var text = Convert.ToBase64String([.. new byte[before], .. bytes])[first..last];
            yield return ("in base64", text);
            yield return ("in base64", text.Replace('+', '-').Replace('/', '_'));
        }
    }

    // %2F as %2f.
    static string Lower(string url)
    {
        var text = new StringBuilder(url);
        for (var at = url.IndexOf('%', StringComparison.Ordinal); at >= 0; at = url.IndexOf('%', at + 1))
            text.Replace(url.Substring(at, 3), url.Substring(at, 3).ToLowerInvariant(), at, 3);
        return text.ToString();
    }
}
