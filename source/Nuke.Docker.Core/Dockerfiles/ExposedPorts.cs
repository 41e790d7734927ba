using System.Globalization;
using System.Net;

namespace Nuke.Docker.Dockerfiles;

/// <summary>Reads <c>[[address:]host-port:]port[-port][/protocol]</c>, of which an image keeps ports and
/// protocol.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#expose</remarks>
static class ExposedPorts
{
    static readonly string[] _protocols = ["tcp", "udp", "sctp"];

    /// <returns><c>80/tcp</c> for each port.</returns>
    /// <exception cref="FormatException">What is wrong, without the place.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var (ports, protocol) = Cut(text, text.IndexOf('/', StringComparison.Ordinal));
        protocol = protocol.Length == 0 ? "tcp" : protocol.ToLowerInvariant();
        if (!_protocols.Contains(protocol))
            throw new FormatException($"'{text}' has the protocol '{protocol}'. Use tcp, udp or sctp");
        var parts = ports.Split(':');
        var (first, last) = Range(text, parts[^1]);
        if (parts.Length > 1 && parts[^2].Length > 0)
            CheckHostPorts(text, parts[^2], last - first);
        if (parts.Length > 2)
            CheckAddress(text, string.Join(':', parts[..^2]));
        return [.. Enumerable.Range(first, last - first + 1).Select(port => $"{port}/{protocol}")];
    }

    static (string Left, string Right) Cut(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    static (int First, int Last) Range(string text, string range)
    {
        var (first, last) = Cut(range, range.IndexOf('-', StringComparison.Ordinal));
        var numbers =
            (First: Port(text, first), Last: Port(text, range.Contains('-', StringComparison.Ordinal) ? last : first));
        return numbers.Last >= numbers.First
            ? numbers
            : throw new FormatException($"'{text}' has a range that ends before it begins");
    }

    static int Port(string text, string port) =>
        ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' has '{port}' for a port. Use a number from 0 to 65535");

    static void CheckHostPorts(string text, string range, int length)
    {
        var (first, last) = Range(text, range);
        if (length > 0 && last - first != length)
            throw new FormatException($"'{text}' has two ranges of different lengths");
    }

    static void CheckAddress(string text, string address)
    {
        if (address.Length > 0 && !IPAddress.TryParse(address.Trim('[', ']'), out _))
            throw new FormatException($"'{text}' has '{address}' for an address");
    }
}
