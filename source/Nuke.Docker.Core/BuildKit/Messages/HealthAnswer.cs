using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>grpc.health.v1.HealthCheckResponse</c> of a side that serves.</summary>
sealed record HealthAnswer : IWireMessage
{
    const int Serving = 1;

    public void WriteTo(WireWriter writer) => writer.Number(1, Serving);
}
