using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>The beginning of the chain.</summary>
public static class BuilderPatternExtensions
{
    /// <summary>Begins a run of the pattern. Nothing happens before its first step is asked for.</summary>
    /// <param name="engine">The engine; it has to live as long as the run.</param>
    /// <param name="pattern">What is built.</param>
    /// <param name="reporter">Where progress is shown; by default nowhere.</param>
    /// <exception cref="ArgumentException">The pattern contradicts itself; the message lists every violation.</exception>
    public static BuilderPatternRun Start(this DockerEngine engine, BuilderPattern pattern, IProgressReporter? reporter = null)
    {
        pattern.Validate();
        return new BuilderPatternRun(engine, pattern, reporter ?? SilentReporter.Instance, RunOwner.Current);
    }
}
