namespace Nuke.Docker.Engine;

/// <summary>How the engine finds out whether a container is healthy. What is null is the engine's default.</summary>
/// <param name="Test"><c>CMD</c> or <c>CMD-SHELL</c> and what follows; <c>NONE</c>: not at all.</param>
sealed record HealthRequest(
    IReadOnlyList<string> Test, TimeSpan? Interval, TimeSpan? Timeout, TimeSpan? StartPeriod, int? Retries);
