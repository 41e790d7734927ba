using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Says that we are there. Without it BuildKit takes the session for lost.</summary>
/// <param name="limit">How long BuildKit may be silent.</param>
/// <remarks>
/// Asked each second before BuildKit 0.11, and each five seconds since, whatever the build is doing: so it also tells
/// that BuildKit is there. A connection to a process that hangs, or to a machine that is gone, does not end by itself.
/// </remarks>
sealed class HealthService(TimeSpan limit, TimeProvider time) : ISessionService
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(1);

    const int Ticks = 10;

    int _asked;

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods => [new("/grpc.health.v1.Health/Check", CheckAsync)];

    /// <summary>Ends when BuildKit has not asked for the whole of the limit.</summary>
    /// <remarks>It counts ticks: a process that was stopped itself hears one of them late, and not all.</remarks>
    public async Task WaitForSilenceAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(limit / Ticks, time);
        for (var silent = 0; silent < Ticks; silent = Interlocked.Exchange(ref _asked, 0) > 0 ? 0 : silent + 1)
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task CheckAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        await call.ReadRequestAsync<Empty>(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _asked);
        call.Write(new HealthAnswer());
    }
}
