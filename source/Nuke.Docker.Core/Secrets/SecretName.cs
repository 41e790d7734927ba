using System.Text.RegularExpressions;

namespace Nuke.Docker.Secrets;

/// <summary>Whether a build argument is called like a secret.</summary>
static partial class SecretName
{
    static readonly HashSet<string> _secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "PASSWORD", "PASSWORDS", "PASSWD", "PASSPHRASE", "PASSCODE", "PASS", "PWD", "PW", "PAT",
        "TOKEN", "TOKENS", "SECRET", "SECRETS", "CREDENTIAL", "CREDENTIALS", "CREDS", "AUTH",
        "APIKEY", "PRIVATEKEY", "ACCESSKEY", "SECRETKEY", "AUTHTOKEN", "ACCESSTOKEN",
    };

    /// <summary>What makes a secret of the word KEY behind it. PUBLIC_KEY, CACHE_KEY and KEY alone are none.</summary>
    static readonly HashSet<string> _kindsOfKey = new(StringComparer.OrdinalIgnoreCase)
    {
        "API", "PRIVATE", "ACCESS", "SECRET", "SIGNING", "ENCRYPTION", "MASTER", "ACCOUNT", "DEPLOY", "SSH", "GPG",
        "PGP", "SUBSCRIPTION", "LICENSE", "SERVICE",
    };

    /// <summary>What stands at the end of a name that tells something about a secret, and not the secret.</summary>
    static readonly HashSet<string> _about = new(StringComparer.OrdinalIgnoreCase)
    {
        "FILE", "PATH", "DIR", "DIRECTORY", "URL", "URI", "ENDPOINT", "HOST", "PORT", "SERVER", "SERVICE", "PROVIDER",
        "HELPER", "STORE", "ID", "NAME", "USER", "USERNAME", "TYPE", "KIND", "MODE", "METHOD", "HEADER", "PREFIX",
        "SUFFIX", "ALIAS", "SCOPE", "SCOPES", "LENGTH", "SIZE", "COUNT", "MIN", "MAX", "TTL", "EXPIRY", "EXPIRES",
        "TIMEOUT", "AGE", "LIFETIME", "ALGORITHM", "FORMAT", "VERSION", "COMMIT", "REVISION", "REF", "SHA", "HASH",
        "DIGEST", "CHECKSUM", "ENABLED", "REQUIRED", "POLICY",
    };

    /// <summary>NUGET_TOKEN, npmToken and DB-PASSWORD are; TOKEN_URL, TOKENIZER and PUBLIC_KEY are not.</summary>
    public static bool Is(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value).ToList();
        return words.Count > 0 && !_about.Contains(words[^1]) && (words.Exists(_secret.Contains) || HasKey(words));
    }

    static bool HasKey(List<string> words) =>
        words.Zip(words.Skip(1)).Any(pair =>
            _kindsOfKey.Contains(pair.First) && pair.Second.ToUpperInvariant() is "KEY" or "KEYS");

    // Of NUGET_TOKEN2, npmToken and X-API-Key: NUGET, TOKEN; npm, Token; X, API, Key.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
