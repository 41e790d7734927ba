namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Time stamps in the form of the transfer, nanoseconds since 1970.</summary>
/// <remarks>
/// BuildKit takes a file for unchanged if its time stamp and its size are. A context whose files all bear the same
/// time, so that images do not depend on the checkout, would hide every change that keeps the size. Hence that time
/// counts in seconds, all that a layer records, and the fraction of the second tells one version of a file from
/// another.
/// </remarks>
static class SyncedTime
{
    const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The file's own time.</summary>
    public static long Of(DateTimeOffset modified) =>
        (modified.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick;

    /// <summary>The common time, with a fraction that stands for the version.</summary>
    /// <param name="version">Changes whenever the content does.</param>
    public static long Of(DateTimeOffset common, long version)
    {
        // Multiplying by 2^64 over the golden ratio scatters versions that lie close together.
        var scattered = unchecked((ulong)version * 0x9E37_79B9_7F4A_7C15UL) >> 16;
        return (common.ToUnixTimeSeconds() * NanosecondsPerSecond) + (long)(scattered % NanosecondsPerSecond);
    }
}
