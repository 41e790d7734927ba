using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>How the engine finds out whether a container is healthy, instead of what its image says.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#healthcheck</remarks>
public sealed record HealthCheck
{
    HealthCheck(params IReadOnlyList<string> test) => Test = test;

    /// <summary>Not at all, whatever the image says.</summary>
    public static HealthCheck None { get; } = new("NONE");

    /// <summary>The form of the Engine API: <c>CMD</c>, <c>CMD-SHELL</c> or <c>NONE</c>, and what follows.</summary>
    public IReadOnlyList<string> Test { get; }

    /// <summary>The time between two checks.</summary>
    /// <value><see langword="null"/>, the default: the engine's, 30 s. At least 1 ms.</value>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long a check may take.</summary>
    /// <value><see langword="null"/>, the default: the engine's, 30 s. At least 1 ms.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long failures do not count after the start.</summary>
    /// <value><see langword="null"/>, the default: the engine's, none. At least 1 ms.</value>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>How many failures in a row make it unhealthy.</summary>
    /// <value><see langword="null"/>, the default: the engine's, 3.</value>
    public int? Retries { get; init; }

    /// <summary>A program and its arguments; it is healthy if the exit code is 0.</summary>
    public static HealthCheck Command(string program, params IReadOnlyList<string> arguments) =>
        new(["CMD", program, .. arguments]);

    /// <summary>A command line for the image's shell.</summary>
    public static HealthCheck Shell(string commandLine) => new("CMD-SHELL", commandLine);

    internal HealthRequest ToRequest() => new(Test, Interval, Timeout, StartPeriod, Retries);

    internal IEnumerable<string> Violations()
    {
        (string Name, TimeSpan? Value)[] durations = [
            ("interval", Interval),
            ("timeout", Timeout),
            ("start period", StartPeriod)
        ];
        foreach (var (name, value) in durations.Where(duration => duration.Value < TimeSpan.FromMilliseconds(1)))
            yield return $"the health check's {name} of {value} is less than a millisecond.";
        if (Retries is < 1)
            yield return $"the health check's {Retries} retries are less than one.";
    }
}
