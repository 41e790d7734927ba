namespace Nuke.Docker;

/// <summary>Tells everything that is wrong with some settings at once.</summary>
static class SettingsViolations
{
    /// <exception cref="ArgumentException">There is a violation.</exception>
    public static void Throw(string consequence, IEnumerable<string> violations)
    {
        var all = violations.ToList();
        if (all.Count > 0)
            throw new ArgumentException(all.Count == 1
                ? $"{consequence}: {all[0]}"
                : $"{consequence}, for {all.Count} reasons: "
                    + $"{string.Join("; ", all.Select(violation => violation.TrimEnd('.')))}.");
    }
}
