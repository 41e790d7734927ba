using System.Text.RegularExpressions;

namespace Nuke.Docker.Git;

/// <summary>Takes out of texts what nobody may see.</summary>
static partial class Redaction
{
    public const string Stars = "***";

    /// <summary>An address that somebody has written, right or wrong: whatever may be user info is taken out.</summary>
    public static string OfAddress(string text) => BeforeLastAt().Replace(text, Stars + "@");

    /// <summary>A text that git, an engine or a program has written.</summary>
    public static string Of(string text, GitCredential? credential)
    {
        text = UserInfo().Replace(text, Stars + "@");
        foreach (var form in credential?.Forms() ?? [])
            text = text.Replace(form, Stars, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether a text holds an address with a password, or with anything before the host of a web
    /// server.</summary>
    public static bool HasUserInfo(string text) => UserInfo().IsMatch(text) || UserAndPassword().IsMatch(text);

    [GeneratedRegex(@"(?<=\A[A-Za-z][A-Za-z0-9+.-]*://).*@", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex BeforeLastAt();

    [GeneratedRegex(@"(?<=https?://)[^\s/'""]*@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]*://[^\s/'"":]*:[^\s/'""]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserAndPassword();
}
