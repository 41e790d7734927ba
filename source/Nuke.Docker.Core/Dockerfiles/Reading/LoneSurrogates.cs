using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>JSON escapes as Go reads them: half of a surrogate pair becomes U+FFFD instead of an error.</summary>
static partial class LoneSurrogates
{
    public static string Unescape(string json)
    {
        var text = Escape().Replace(json, match => match.ValueSpan[1] switch
        {
            'u' =>
                ((char)ushort.Parse(
                    match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            var itself => itself.ToString(),
        });
        return string.Concat(text.EnumerateRunes());
    }

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
