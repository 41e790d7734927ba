using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles;

/// <summary>The signals that Linux containers know.</summary>
/// <remarks>https://man7.org/linux/man-pages/man7/signal.7.html</remarks>
static partial class Signals
{
    static readonly string[] _names =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
        "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
        "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
    ];

    /// <summary>Whether a text is any number but 0, or a name with or without <c>SIG</c>, in any case.</summary>
    public static bool Exists(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number != 0;
        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        return _names.Contains(name) || RealTime().IsMatch(name);
    }

    [GeneratedRegex(@"\A(RTMIN(\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RealTime();
}
