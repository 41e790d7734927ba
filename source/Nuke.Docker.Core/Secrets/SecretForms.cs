using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.Secrets;

/// <summary>How a value looks where programs write it: as it is, line by line, and in the usual encodings.</summary>
static class SecretForms
{
    /// <summary>Characters that a value must have to be looked for inside other texts.</summary>
    /// <remarks>
    /// A shorter one, such as <c>admin</c> or <c>1234</c>, is part of other words: it would be taken out of paths and
    /// versions, and each place where it is taken out would tell it. GitLab masks from eight characters on, too.
    /// </remarks>
    public const int MinimumLength = 8;

    // As Go's encoding/json writes it, and so the engine.
    static readonly (string Character, string Escape)[] _escapesOfGo =
        [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")];

    /// <summary>Every form that is long enough, each once.</summary>
    public static IEnumerable<SecretForm> Of(KnownSecret secret) =>
        Texts(secret.Value)
            .Where(form => form.Text.Length >= MinimumLength)
            .GroupBy(form => form.Text)
            .Select(forms => new SecretForm(forms.Key, secret, forms.Any(form => form.IsProof)));

    static IEnumerable<(string Text, bool IsProof)> Texts(string value)
    {
        if (value.Length < MinimumLength)
            return [];
        var lines = value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // A password that is a word stands in many a text that does not give it away: FROM postgres.
        var forms = Encoded(value).Select(text => (text, !SecretStrength.IsWord(value)));
        return lines.Length == 1
            ? forms
            : forms.Concat(lines.Where(line => line.Length >= MinimumLength && !IsMarker(line))
                .SelectMany(line => Encoded(line).Select(text => (text, SecretStrength.HasRandomToken(line)))));
    }

    // -----BEGIN PRIVATE KEY-----
    static bool IsMarker(string line) => line.StartsWith("-----", StringComparison.Ordinal);

    static IEnumerable<string> Encoded(string value)
    {
        yield return value;
        var url = Uri.EscapeDataString(value);
        yield return url;
        yield return LowerCaseEscapes(url);
        yield return WebUtility.UrlEncode(value);
        yield return JsonEncodedText.Encode(value).Value;
        var json = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        yield return json;
        yield return _escapesOfGo.Aggregate(
            json, (text, escape) => text.Replace(escape.Character, escape.Escape, StringComparison.Ordinal));
        foreach (var text in Base64(value))
        {
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }

    // %2F as %2f.
    static string LowerCaseEscapes(string url)
    {
        var text = new StringBuilder(url);
        for (var i = 0; i < text.Length - 2; i++)
            if (text[i] == '%')
                for (var digit = i + 1; digit <= i + 2; digit++)
                    text[digit] = char.ToLowerInvariant(text[digit]);
        return text.ToString();
    }

    /// <summary>What base64 shows of the value behind 0, 1 or 2 bytes of a group of three: wherever it is.</summary>
    /// <remarks>
    /// <code>
    /// bytes    u   s   e  │ r   :   p  │ a   s   s      "user:pass", as in a header; the value is "pass"
    /// base64   d  X  N  l │ c  j  p  w │ Y  X  N  z     its own: wYXNz; what a neighbour decides too is cut off
    /// </code>
    /// </remarks>
    static IEnumerable<string> Base64(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var first = (before * 8 + 5) / 6;
            var last = (before + bytes.Length) * 8 / 6;
            yield return text[first..last];
            // With nothing behind it.
            yield return text[first..];
            yield return text.TrimEnd('=')[first..];
        }
    }
}
