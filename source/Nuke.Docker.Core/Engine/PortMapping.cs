namespace Nuke.Docker.Engine;

/// <summary>A port of a container, and where it is published.</summary>
/// <param name="ContainerPort"><c>80/tcp</c>.</param>
/// <param name="HostAddress">Empty: every address of the engine's machine.</param>
/// <param name="HostPort">Empty in a request: any free one.</param>
sealed record PortMapping(string ContainerPort, string HostAddress, string HostPort);
