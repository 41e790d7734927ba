using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>A call ended with a status other than 0.</summary>
sealed class GrpcException(GrpcCode code, string reason, RpcStatus? status = null)
    : DockerException($"BuildKit refused with status {(int)code}: {reason}", innerException: null)
{
    public GrpcCode Code => code;

    /// <summary>The other side's own words.</summary>
    public string Reason => reason;

    /// <summary>Details by type; empty if the other side gives none.</summary>
    public IReadOnlyDictionary<string, byte[]> Details { get; } = status?.Details ?? new Dictionary<string, byte[]>();
}
