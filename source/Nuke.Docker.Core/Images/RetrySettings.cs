namespace Nuke.Docker.Images;

/// <summary>How often and how patiently a transfer is tried, when its failure may pass by itself.</summary>
public sealed record RetrySettings
{
    /// <summary>Four attempts, with about 1, 2 and 4 seconds between them.</summary>
    public static RetrySettings Default { get; } = new();

    /// <summary>A single attempt.</summary>
    public static RetrySettings None { get; } = new() { Attempts = 1 };

    /// <summary>How often the transfer is tried at most, the first time included.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>How long to wait before the second attempt; before each further one twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait at most.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Violations()
    {
        if (Attempts < 1)
            yield return $"{Attempts} attempts are less than one.";
        if (FirstDelay < TimeSpan.Zero || LongestDelay < FirstDelay)
            yield return $"the delay of {FirstDelay} before the second attempt is not between zero and the longest "
                + $"one, {LongestDelay}.";
    }

    /// <summary>The wait after an attempt, between a half and one and a half times what its number makes it.</summary>
    /// <remarks>Builds that a registry has turned away together do not come back together.</remarks>
    /// <param name="attempt">The attempt that has failed, from 1.</param>
    /// <param name="chance">At least 0, less than 1.</param>
    internal TimeSpan DelayAfter(int attempt, double chance)
    {
        var delay = FirstDelay * Math.Pow(2, attempt - 1) * (0.5 + chance);
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
