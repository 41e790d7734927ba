using System.Net;
using System.Text.RegularExpressions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Failures;

/// <summary>Understands what an engine says of a transfer that failed.</summary>
/// <remarks>
/// The engine passes on the words of the registry and of its own HTTP client. Versions differ in what they put around
/// them, and in the status: engine 20.10 answers 500 to a wrong password, engine 28 answers 401. The rows are tried in
/// order.
/// </remarks>
static partial class RegistryFailures
{
    static readonly (RegistryFailure Failure, Regex Words)[] _table =
    [
        (RegistryFailure.Certificate, Certificate()),
        (RegistryFailure.Temporary, Temporary()),
        (RegistryFailure.Unauthorized, Unauthorized()),
        (RegistryFailure.Denied, Denied()),
        (RegistryFailure.Missing, Missing()),
        (RegistryFailure.Unreachable, Unreachable()),
    ];

    /// <inheritdoc cref="Classify(string, ImageReference)"/>
    /// <param name="exception">The refusal: where the words tell nothing, its status may.</param>
    /// <param name="image">What was to pass.</param>
    public static RegistryFailure Classify(EngineRequestException exception, ImageReference image) =>
        (Classify(exception.Reason, image), exception.Status) switch
        {
            (RegistryFailure.Other, HttpStatusCode.NotFound) => RegistryFailure.Missing,
            (RegistryFailure.Other, HttpStatusCode.Unauthorized) => RegistryFailure.Unauthorized,
            (RegistryFailure.Other, HttpStatusCode.Forbidden) => RegistryFailure.Denied,
            (RegistryFailure.Other, HttpStatusCode.TooManyRequests) => RegistryFailure.Temporary,
            var (failure, _) => failure,
        };

    /// <summary>Tells what kind of failure it is.</summary>
    /// <param name="reason">The engine's words.</param>
    /// <param name="image">What was to pass: its name, alone or in an address, may contain any of the words.</param>
    public static RegistryFailure Classify(string reason, ImageReference image)
    {
        var words = Address().Replace(reason.Replace(image.ToString(), "", StringComparison.Ordinal), "");
        if (image.Registry is not null)
            words = words.Replace(image.Repository, "", StringComparison.Ordinal);
        foreach (var (failure, pattern) in _table)
            if (pattern.IsMatch(words))
                return failure;
        return RegistryFailure.Other;
    }

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("https?://[^\\s\"]+", Options)]
    private static partial Regex Address();

    [GeneratedRegex(
        "x509:|server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|remote "
        + "error: tls:",
        Options)]
    private static partial Regex Certificate();

    [GeneratedRegex(
        @"toomanyrequests|too many requests|(?<!:)\b429\b|HTTP status( code)?:? 5\d\d|status code 5\d\d|\b50[0234] [a-z]"
        + @"|connection reset|broken pipe|unexpected EOF|: EOF|^EOF|i/o timeout|TLS handshake timeout|Client\.Timeout"
        + "|deadline exceeded|server misbehaving|temporary failure",
        Options)]
    private static partial Regex Temporary();

    [GeneratedRegex(@"\bdenied\b|(?<!:)\b403\b|forbidden|insufficient_scope|authorization failed", Options)]
    private static partial Regex Denied();

    [GeneratedRegex(
        @"unauthorized|authentication required|no basic auth credentials|incorrect username or password|(?<!:)\b401\b",
        Options)]
    private static partial Regex Unauthorized();

    [GeneratedRegex(
        "manifest unknown|name unknown|not found|does not exist|no such image|no matching manifest", Options)]
    private static partial Regex Missing();

    [GeneratedRegex("connection refused|no such host|no route to host|network is unreachable|dial tcp", Options)]
    private static partial Regex Unreachable();
}
