namespace Nuke.Docker.Images.Builders;

/// <summary>The builds of this process, by builder; and who gets the next one.</summary>
/// <remarks>
/// A builder hears of a build only when it begins, and before BuildKit 0.11 tells nobody. Taking and counting are one
/// step, so that builds that begin together spread out.
/// </remarks>
sealed class RunningBuilds
{
    readonly Lock _lock = new();
    readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Those of this process.</summary>
    public static RunningBuilds Here { get; } = new();

    /// <summary>Takes one: native before emulated, the less busy before the busier, and of equals the one that the
    /// context belongs to.</summary>
    /// <param name="members">At least one; each has all of <paramref name="wanted"/>.</param>
    /// <param name="wanted">The platforms of the build.</param>
    /// <param name="context">What is built, by its directory or address.</param>
    /// <returns>The builder, and what is disposed when the build has ended.</returns>
    public (FleetMember Member, IDisposable Lease) Take(
        IEnumerable<FleetMember> members, IReadOnlyList<Platform> wanted, string context)
    {
        lock (_lock)
        {
            var taken = members
                .OrderByDescending(member => member.IsNative(wanted))
                .ThenBy(member => Math.Max(member.ActiveBuilds, _counts.GetValueOrDefault(member.Key)))
                .ThenByDescending(member => member.Affinity(context))
                .First();
            _counts[taken.Key] = _counts.GetValueOrDefault(taken.Key) + 1;
            return (taken, new Lease(this, taken.Key));
        }
    }

    void Return(string key)
    {
        lock (_lock)
            _counts[key]--;
    }

    sealed class Lease(RunningBuilds builds, string key) : IDisposable
    {
        int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
                builds.Return(key);
        }
    }
}
