using System.Globalization;

namespace Nuke.Docker.Containers;

/// <summary>Whether the engine starts a container again that has ended.</summary>
/// <remarks>https://docs.docker.com/engine/containers/start-containers-automatically/</remarks>
public sealed record RestartPolicy
{
    RestartPolicy(string name, int limit = 0) => (Name, MaximumRetries) = (name, limit);

    /// <summary>Never; the default of the engine.</summary>
    public static RestartPolicy No { get; } = new("no");

    /// <summary>However it ended, also when the engine itself starts.</summary>
    public static RestartPolicy Always { get; } = new("always");

    /// <summary>Like <see cref="Always"/>, unless somebody had stopped it.</summary>
    public static RestartPolicy UnlessStopped { get; } = new("unless-stopped");

    /// <summary>The engine's name of it.</summary>
    public string Name { get; }

    /// <summary>How often it is started again, with <c>on-failure</c>; 0: without limit.</summary>
    public int MaximumRetries { get; }

    /// <summary>If it ended with another exit code than 0.</summary>
    /// <param name="maximumRetries">How often; 0, the default: without limit.</param>
    public static RestartPolicy OnFailure(int maximumRetries = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumRetries);
        return new RestartPolicy("on-failure", maximumRetries);
    }

    /// <summary>Reads <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c> or
    /// <c>on-failure:5</c>.</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static RestartPolicy Parse(string text) => text.Split(':') switch
    {
        ["no"] => No,
        ["always"] => Always,
        ["unless-stopped"] => UnlessStopped,
        ["on-failure"] => OnFailure(),
        ["on-failure", var limit]
            when int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
            OnFailure(number),
        _ => throw new FormatException(
            $"'{text}' is not a restart policy: expected no, always, unless-stopped, on-failure or "
            + "on-failure:<retries>."),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        MaximumRetries == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{MaximumRetries}");
}
