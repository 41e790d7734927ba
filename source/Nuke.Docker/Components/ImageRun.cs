using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>One image while a target works on it.</summary>
/// <param name="Definition">What is built, with all that the command line and the build have changed about it.</param>
/// <param name="Engine">The engine.</param>
/// <param name="HandOver">What the targets leave for each other.</param>
/// <param name="Reporter">Where progress is shown.</param>
/// <param name="Cancellation">Cancelled when the process is told to end.</param>
sealed record ImageRun(
    ImageDefinition Definition,
    DockerEngine Engine,
    HandOver HandOver,
    IProgressReporter Reporter,
    CancellationToken Cancellation)
{
    /// <summary>The steps of the builder; <see langword="null"/> if the image has none.</summary>
    public BuilderPatternRun? Builder { get; private init; }

    /// <summary>Whether anything is copied out of the builder.</summary>
    public bool HasArtifacts { get; private init; }

    /// <summary>Builds the image that is shipped, of what the targets before have left.</summary>
    public required Func<Task<RuntimeImage>> BuildRuntimeImageAsync { get; init; }

    /// <exception cref="ArgumentException">The definition contradicts itself.</exception>
    public static ImageRun Of(
        ImageDefinition definition,
        DockerEngine engine,
        Func<BuilderPattern, BuilderPatternRun> steps,
        HandOver handOver,
        IProgressReporter reporter,
        CancellationToken cancellation)
    {
        switch (definition)
        {
            case BuilderPattern pattern:
                pattern.Validate();
                var run = steps(pattern);
                return new ImageRun(pattern, engine, handOver, reporter, cancellation)
                {
                    Builder = run,
                    HasArtifacts = true,
                    BuildRuntimeImageAsync = async () =>
                    {
                        using var artifacts = handOver.ReadArtifacts();
                        return await run.BuildRuntimeImageAsync(artifacts, cancellation);
                    },
                };
            case MultiStage image:
                var plan = MultiStagePlan.Read(image);
                var builder = steps(plan.AsPattern(image));
                var stages = new MultiStageRun(image, plan, builder);
                return new ImageRun(image, engine, handOver, reporter, cancellation)
                {
                    Builder = plan.Builder is null ? null : builder,
                    HasArtifacts = image.Artifacts.Count > 0,
                    BuildRuntimeImageAsync = async () =>
                        await stages.BuildRuntimeImageAsync(
                            await stages.BuildRequiredStagesAsync(cancellation), cancellation),
                };
            default:
                throw new NotSupportedException($"'{definition.GetType()}' is no kind of image.");
        }
    }

    /// <summary>Works with the builder, or says in one line that the image has none.</summary>
    /// <param name="work">A step of the builder's.</param>
    /// <returns><see langword="null"/> if there was nothing to do.</returns>
    public async Task<T?> WithBuilderAsync<T>(Func<BuilderPatternRun, Task<T>> work)
        where T : class
    {
        if (Builder is not null)
            return await work(Builder);
        Reporter.Report(
            new ProgressEvent.Notice(
                $"Nothing to do: the multi-stage image '{Definition.Name}' names no stage as builder"));
        return null;
    }

    /// <summary>Works with the artifacts of the builder, or says in one line that there are none.</summary>
    /// <inheritdoc cref="WithBuilderAsync"/>
    public async Task<T?> WithArtifactsAsync<T>(Func<BuilderPatternRun, Task<T>> work)
        where T : class
    {
        if (Builder is null || HasArtifacts)
            return await WithBuilderAsync(work);
        Reporter.Report(
            new ProgressEvent.Notice($"Nothing to do: no artifact is copied out of the stages of '{Definition.Name}'"));
        return null;
    }
}
