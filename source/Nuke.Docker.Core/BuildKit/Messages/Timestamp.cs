using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>google.protobuf.Timestamp</c>.</summary>
static class Timestamp
{
    static readonly long _earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    static readonly long _latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 1;

    /// <exception cref="MalformedMessageException">No calendar has that day.</exception>
    public static DateTimeOffset Read(ReadOnlySpan<byte> message)
    {
        var (seconds, nanoseconds) = (0L, 0L);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                seconds = reader.Number;
            else if (reader.Field == 2)
                nanoseconds = reader.Number;
        }

        if (seconds < _earliest || seconds > _latest || nanoseconds is < 0 or > 999_999_999)
            throw new MalformedMessageException($"{seconds} s and {nanoseconds} ns is no time");
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
