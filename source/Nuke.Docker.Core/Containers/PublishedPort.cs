using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Nuke.Docker.Containers;

/// <summary>A port of a container that is to be reachable from outside:
/// <c>[[address:]host-port:]port[/protocol]</c>.</summary>
/// <remarks>https://docs.docker.com/reference/cli/docker/container/run/#publish</remarks>
/// <param name="ContainerPort">The port in the container, from 1 to 65535.</param>
/// <param name="HostPort">The port of the engine's machine; <see langword="null"/>: any free one, to be read
/// back.</param>
/// <param name="HostAddress">The address of the engine's machine; <see langword="null"/>: all of them.</param>
/// <param name="Protocol">What the port speaks.</param>
public sealed record PublishedPort(
    int ContainerPort,
    int? HostPort = null,
    IPAddress? HostAddress = null,
    TransportProtocol Protocol = TransportProtocol.Tcp)
{
    const string Expected =
        "expected '[[address:]host-port:]port[/protocol]', such as '8080:80' or '127.0.0.1:8080:80/tcp'";

    /// <summary>Reads a port as <c>docker run --publish</c> writes it.</summary>
    /// <exception cref="FormatException">The text is not one; the message says why.</exception>
    public static PublishedPort Parse(string text) => Read(text, out var port) is { } problem
        ? throw new FormatException($"'{text}' is not a port to publish: {problem}.")
        : port!;

    /// <summary>Reads a port as <c>docker run --publish</c> writes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PublishedPort? port) =>
        Read(text ?? "", out port) is null;

    /// <inheritdoc/>
    public override string ToString()
    {
        var address = HostAddress is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            ? $"[{HostAddress}]:"
            : HostAddress is null ? "" : $"{HostAddress}:";
        var host = HostPort is null ? address.Length > 0 ? ":" : "" : $"{HostPort}:";
        return string.Create(CultureInfo.InvariantCulture, $"{address}{host}{ContainerPort}{Suffix(Protocol)}");
    }

    internal static string Suffix(TransportProtocol protocol) =>
        protocol is TransportProtocol.Tcp ? "" : $"/{Name(protocol)}";

    internal static string Name(TransportProtocol protocol) => protocol.ToString().ToLowerInvariant();

    static string? Read(string text, out PublishedPort? port)
    {
        port = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? "tcp" : text[(slash + 1)..];
        if (!Enum.TryParse<TransportProtocol>(name, ignoreCase: true, out var protocol) || !char.IsAsciiLetter(name[0]))
            return $"'{name}' is no protocol; use tcp, udp or sctp";
        var parts = Split(slash < 0 ? text : text[..slash]);
        if (parts is not [.., var inside] || inside.Length == 0)
            return Expected;
        if (inside.Contains('-', StringComparison.Ordinal))
            return "it is a range; publish each port by itself";
        if (!TryReadNumber(inside, out var containerPort))
            return $"'{inside}' is no number from 1 to 65535";
        int? hostPort = null;
        if (parts is [.., { Length: > 0 } outside, _])
        {
            if (!TryReadNumber(outside, out var number))
                return $"'{outside}' is no number from 1 to 65535";
            hostPort = number;
        }
        IPAddress? address = null;
        if (parts is [{ Length: > 0 } host, _, _] && !IPAddress.TryParse(host.Trim('[', ']'), out address))
            return $"'{host}' is no IP address";
        port = new PublishedPort(containerPort, hostPort, address, protocol);
        return null;
    }

    // An IPv6 address has colons of its own, and stands in brackets.
    static string[] Split(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf("]:", StringComparison.Ordinal) : -1;
        string[] parts = end < 0 ? text.Split(':') : [text[..(end + 1)], .. text[(end + 2)..].Split(':')];
        return parts.Length > 3 || (end >= 0 && parts.Length < 3) ? [] : parts;
    }

    static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 65535;
}
