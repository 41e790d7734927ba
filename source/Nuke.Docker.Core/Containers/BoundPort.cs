using System.Globalization;

namespace Nuke.Docker.Containers;

/// <summary>A port of a running container, and where it is reached.</summary>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Host">
/// Where it is reached from here: the address that it was published at, or, if that is every address or the engine's
/// loopback, <see cref="Nuke.Docker.Engine.EngineEndpoint.PublishedHost"/>.
/// </param>
/// <param name="HostPort">The port there.</param>
public sealed record BoundPort(int ContainerPort, TransportProtocol Protocol, string Host, int HostPort)
{
    /// <summary><c>host:port</c>, an IPv6 address in brackets.</summary>
    public string Address => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host.Trim('[', ']')}]" : Host)}:{HostPort}");

    /// <summary>A URI of what answers there.</summary>
    /// <param name="path">Path and query; with or without a leading slash.</param>
    /// <param name="scheme">Such as <c>http</c>, the default.</param>
    public Uri ToUri(string path = "/", string scheme = "http") => new($"{scheme}://{Address}/{path.TrimStart('/')}");

    /// <summary><c>host:port -> container port</c>, as <c>docker ps</c> shows it.</summary>
    public override string ToString() => $"{Address} -> {ContainerPort}/{PublishedPort.Name(Protocol)}";
}
