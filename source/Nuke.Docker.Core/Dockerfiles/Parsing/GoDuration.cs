using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles.Parsing;

/// <summary>Durations as the engine writes them: <c>1h15m30.918s</c>.</summary>
/// <remarks>https://pkg.go.dev/time#ParseDuration</remarks>
static partial class GoDuration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Pattern().Match(text);
        if (!match.Success)
            return false;
        var nanoseconds = 0m;
        for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            if (!decimal.TryParse(
                match.Groups["number"].Captures[i].ValueSpan,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number))
                return false;
            nanoseconds += number * Nanoseconds(match.Groups["unit"].Captures[i].Value);
        }
        if (nanoseconds > long.MaxValue)
            return false;
        duration = TimeSpan.FromTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
        if (text.StartsWith('-'))
            duration = -duration;
        return true;
    }

    static decimal Nanoseconds(string unit) => unit switch
    {
        "ns" => 1m,
        "us" or "µs" or "μs" => 1_000m,
        "ms" => 1_000_000m,
        "s" => 1_000_000_000m,
        "m" => 60_000_000_000m,
        _ => 3_600_000_000_000m,
    };

    [GeneratedRegex(
        @"\A[+-]?(0|((?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
