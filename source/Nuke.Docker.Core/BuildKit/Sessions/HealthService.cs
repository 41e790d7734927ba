using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Says that we are there. Without it BuildKit takes the session for lost.</summary>
/// <remarks>Asked each second before BuildKit 0.11, and each five seconds since.</remarks>
sealed class HealthService : ISessionService
{
    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods => [new("/grpc.health.v1.Health/Check", CheckAsync)];

    static async Task CheckAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        await call.ReadRequestAsync<Empty>(cancellationToken).ConfigureAwait(false);
        call.Write(new HealthAnswer());
    }
}
