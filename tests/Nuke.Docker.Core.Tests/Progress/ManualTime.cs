namespace Nuke.Docker.Core.Tests.Progress;

/// <summary>A clock that stands still until it is told to go on.</summary>
sealed class ManualTime : TimeProvider
{
    TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _elapsed;

    public void Advance(TimeSpan time) => _elapsed += time;
}
