using System.Text.RegularExpressions;

namespace Nuke.Docker.Secrets;

/// <summary>Whether a value looks drawn by lot, as tokens and good passwords do.</summary>
/// <remarks>
/// The measure is the value's own Shannon entropy, in bits for the whole of it: length × −Σ p·log₂ p, where p is how
/// often a character occurs in the value. 16 random letters and digits have about 60 bits, a commit about 150,
/// <c>hunter2</c> 20. Entropy alone takes any sentence for a secret, so what consists of words, numbers and versions
/// does not count, however long.
/// </remarks>
static partial class SecretStrength
{
    /// <summary>Bits from which on a value with a secret's name is taken for one.</summary>
    public const double MinimumBits = 24;

    // Inside a text that is not one token there is no name to go by.
    const int MinimumTokenLength = 16;
    const double MinimumTokenBits = 48;

    /// <summary>Whether a value may be a secret, if its name says so.</summary>
    public static bool IsSecret(string value)
    {
        value = value.Trim();
        return !Reference().IsMatch(value) && !IsAddress(value) && !IsPath(value) && IsRandom(value, MinimumBits);
    }

    /// <summary>Whether a value is a secret whatever its name: tokens of well-known services, private keys.</summary>
    public static bool IsWellKnown(string value) => WellKnown().IsMatch(value);

    /// <summary>Whether a value is a single word, maybe with a number: <c>postgres</c>, <c>Password123</c>.</summary>
    public static bool IsWord(string value) => Words().IsMatch(value);

    /// <summary>Whether a line has something in it that looks drawn by lot: <c>_authToken=npm_7Yq…</c>.</summary>
    public static bool HasRandomToken(string line) =>
        Token().Matches(line).Any(token =>
            token.Length >= MinimumTokenLength && IsRandom(token.Value, MinimumTokenBits));

    /// <summary>Shannon entropy of the whole value.</summary>
    public static double Bits(string value) =>
        value.CountBy(character => character).Sum(same => -same.Value * Math.Log2((double)same.Value / value.Length));

    static bool IsRandom(string value, double bits) =>
        Bits(value) >= bits && !Version().IsMatch(value)
        && !Separator().Split(value).All(segment => Words().IsMatch(segment));

    static bool IsAddress(string value) =>
        value.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0 && !HasRandomToken(address.Query);

    static bool IsPath(string value) =>
        Path().IsMatch(value) && !value.Split('/', '\\').Any(segment => IsRandom(segment, MinimumTokenBits));

    // ${TOKEN}, $(TOKEN), {{ token }}, <token>: somebody fills it in later.
    [GeneratedRegex(
        @"\A(\$\{.*\}|\$\(.*\)|\$[A-Za-z_]\w*|\{\{.*\}\}|<.*>|%\w+%)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A([A-Za-z]:|\.{1,2}|~)?[/\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(@"\A[vV]?\d+(\.\d+)+([-+.][0-9A-Za-z.+-]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"[\s_.,:;/\\@|()\[\]{}-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    // Words as people write them: prod, Prod, PROD, ProdKey, and up to four digits behind.
    [GeneratedRegex(
        @"\A([A-Z]?[a-z]+|[A-Z]+|([A-Z]?[a-z]{2,}([A-Z][a-z]{2,})+))?\d{0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"[^\s""'=:,;<>(){}\[\]&?]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----"
        + @"|\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20}|npm_[A-Za-z0-9]{36}"
        + @"|xox[abprs]-[\w-]{20,}|dckr_pat_[\w-]{20,}|oy2[a-z0-9]{43})",
        RegexOptions.CultureInvariant)]
    private static partial Regex WellKnown();
}
