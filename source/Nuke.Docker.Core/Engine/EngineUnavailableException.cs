namespace Nuke.Docker.Engine;

/// <summary>No Docker Engine, or no builder, could be reached at the endpoint, or the connection to it was
/// lost.</summary>
public sealed class EngineUnavailableException : DockerException
{
    internal EngineUnavailableException(EngineEndpoint endpoint, string message, Exception? innerException = null)
        : base(message, innerException) => Endpoint = endpoint;

    /// <summary>The endpoint that was tried, with the source that named it.</summary>
    public EngineEndpoint Endpoint { get; }

    internal static EngineUnavailableException NoAnswer(
        EngineEndpoint endpoint,
        string reason,
        Exception? cause = null,
        string? remedy = null,
        string? details = null) =>
        new(
            endpoint,
            $"No {endpoint.Peer.Name} answered at {endpoint.Description}: {reason}. "
            + (remedy ?? $"Start {endpoint.Peer.Program} or pass {endpoint.Peer.Parameter}.")
            + details,
            cause);

    internal static EngineUnavailableException Lost(
        EngineEndpoint endpoint, string route, string reason, Exception? cause = null) =>
        new(
            endpoint,
            $"The {endpoint.Peer.Name} at {endpoint.Description} {reason} during {route}. "
            + $"Look into {endpoint.Peer.Program}'s log.",
            cause);
}
