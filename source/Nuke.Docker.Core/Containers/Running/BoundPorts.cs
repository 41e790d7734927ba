using System.Globalization;
using System.Net;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Running;

/// <summary>Reads back where ports were published.</summary>
static class BoundPorts
{
    /// <param name="mappings">What the engine says.</param>
    /// <param name="publishedHost">The engine's machine, as seen from here.</param>
    /// <returns>In the order of the container's ports, each once: engines list a port of all addresses twice.</returns>
    public static IReadOnlyList<BoundPort> Read(IEnumerable<PortMapping> mappings, string publishedHost) =>
    [
        .. mappings
            .Where(mapping => mapping.HostPort.Length > 0)
            .OrderBy(mapping => mapping.HostAddress.Contains(':', StringComparison.Ordinal))
            .Select(mapping => Read(mapping, publishedHost))
            .DistinctBy(port => (port.ContainerPort, port.Protocol, port.Host))
            .OrderBy(port => port.ContainerPort)
            .ThenBy(port => port.Protocol),
    ];

    static BoundPort Read(PortMapping mapping, string publishedHost)
    {
        var parts = mapping.ContainerPort.Split('/');
        return new BoundPort(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            Enum.Parse<TransportProtocol>(parts is [_, var protocol] ? protocol : "tcp", ignoreCase: true),
            IsEveryOrLoopback(mapping.HostAddress) ? publishedHost : mapping.HostAddress,
            int.Parse(mapping.HostPort, CultureInfo.InvariantCulture));
    }

    static bool IsEveryOrLoopback(string address) =>
        !IPAddress.TryParse(address, out var ip) || IPAddress.Any.Equals(ip) || IPAddress.IPv6Any.Equals(ip)
        || IPAddress.IsLoopback(ip);
}
