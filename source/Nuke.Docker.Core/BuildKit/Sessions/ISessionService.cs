using Nuke.Docker.BuildKit.Grpc;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>One of the things that BuildKit may ask us for during a build.</summary>
interface ISessionService
{
    /// <summary>Handlers by method, such as <c>/moby.filesync.v1.Auth/Credentials</c>.</summary>
    IEnumerable<KeyValuePair<string, GrpcHandler>> Methods { get; }
}
