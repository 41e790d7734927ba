using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>The beginning of the chain.</summary>
public static class ImageDefinitionExtensions
{
    /// <summary>Checks the repositories out that an image has as context. An image of a directory stays as it
    /// is.</summary>
    /// <param name="image">What is going to be built.</param>
    /// <param name="reporter">Where progress is shown; by default nowhere.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <exception cref="Git.GitException">A repository cannot be resolved or fetched.</exception>
    public static Task<ImageCheckout<T>> CheckOutAsync<T>(
        this T image, IProgressReporter? reporter, CancellationToken cancellationToken)
        where T : ImageDefinition =>
        ImageCheckout.RunAsync(image, reporter ?? SilentReporter.Instance, cancellationToken);

    /// <summary>Begins a run of the pattern. Nothing happens before its first step is asked for.</summary>
    /// <param name="engine">The engine; it has to live as long as the run.</param>
    /// <param name="pattern">What is built.</param>
    /// <param name="reporter">Where progress is shown; by default nowhere.</param>
    /// <exception cref="ArgumentException">The pattern contradicts itself; the message lists every
    /// violation.</exception>
    public static BuilderPatternRun Start(
        this DockerEngine engine, BuilderPattern pattern, IProgressReporter? reporter = null)
    {
        pattern.Validate();
        return new BuilderPatternRun(engine, pattern, reporter ?? SilentReporter.Instance, RunOwner.Current);
    }

    /// <summary>Begins a run of a multi-stage image: reads its Dockerfile and finds the stages that it names.</summary>
    /// <param name="engine">The engine; it has to live as long as the run.</param>
    /// <param name="image">What is built.</param>
    /// <param name="reporter">Where progress is shown; by default nowhere.</param>
    /// <exception cref="ArgumentException">The image contradicts itself, or a stage does not exist; the message lists
    /// those that do.</exception>
    /// <exception cref="Dockerfiles.DockerfileException">No builder would accept the Dockerfile; the message names its
    /// line.</exception>
    public static MultiStageRun Start(this DockerEngine engine, MultiStage image, IProgressReporter? reporter = null)
    {
        var plan = MultiStagePlan.Read(image);
        var steps = new BuilderPatternRun(
            engine, plan.AsPattern(image), reporter ?? SilentReporter.Instance, RunOwner.Current);
        return new MultiStageRun(image, plan, steps);
    }
}
