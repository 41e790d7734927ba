using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit;

/// <summary>The way to a BuildKit: how connections to it are made.</summary>
/// <param name="endpoint">Where it is, and what errors call it.</param>
abstract class BuildKitRoute(EngineEndpoint endpoint)
{
    public const string Control = "/moby.buildkit.v1.Control/";

    public EngineEndpoint Endpoint => endpoint;

    /// <summary>What errors call the way of a session.</summary>
    public abstract string SessionName { get; }

    /// <summary>A connection on which we ask.</summary>
    /// <exception cref="EngineRequestException">The engine has no BuildKit: 404, or it does not switch
    /// protocols.</exception>
    /// <exception cref="EngineUnavailableException">Nothing answers.</exception>
    public abstract Task<GrpcClient> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>A connection on which BuildKit asks: it speaks HTTP/2 from its first byte on, and we are the
    /// server.</summary>
    /// <param name="headers">Who we are and what we answer; names may repeat.</param>
    /// <param name="cancellationToken">Ends the opening alone.</param>
    /// <exception cref="EngineRequestException">The engine has no BuildKit.</exception>
    /// <exception cref="EngineUnavailableException">Nothing answers.</exception>
    public abstract Task<Stream> OpenSessionAsync(
        IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken);
}
