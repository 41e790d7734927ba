namespace Nuke.Docker.Progress;

/// <summary>A step that has been built, or was found in the cache.</summary>
/// <param name="Step">The step.</param>
/// <param name="Duration">From its announcement to the announcement of what came next.</param>
/// <param name="Cached">Whether the engine took its result from the cache.</param>
public sealed record CompletedStep(BuildStep Step, TimeSpan Duration, bool Cached);
