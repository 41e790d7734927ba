using Nuke.Docker.Containers;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>
/// One run of a <see cref="MultiStage"/>. The image takes the stages that have passed, so that it cannot be built
/// before them. Disposing the run removes the container that artifacts were copied out of, whatever has happened. All
/// its steps take the same commit of a branch: one that moves in between must not ship what was never tested.
/// </summary>
public sealed class MultiStageRun : IAsyncDisposable
{
    readonly MultiStage _image;
    readonly MultiStagePlan _plan;
    readonly BuilderPatternRun _steps;

    /// <param name="image">What is built.</param>
    /// <param name="plan">What it takes.</param>
    /// <param name="steps">A run of <see cref="MultiStagePlan.AsPattern"/>.</param>
    internal MultiStageRun(MultiStage image, MultiStagePlan plan, BuilderPatternRun steps) =>
        (_image, _plan, _steps) = (image, plan, steps);

    /// <summary>All steps, one after another. Those of the builder are left out where the image names no stage for
    /// it.</summary>
    public async Task<MultiStageReport> RunAsync(CancellationToken cancellationToken)
    {
        var builder =
            _image.BuilderStage is null ? null : await BuildBuilderImageAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CopiedArtifact> artifacts = [];
        if (builder is not null && _image.Artifacts.Count > 0)
        {
            var container = await CreateContainerAsync(builder, cancellationToken).ConfigureAwait(false);
            artifacts = (await CopyOutAsync(container, cancellationToken).ConfigureAwait(false)).Items;
        }
        var stages = await BuildRequiredStagesAsync(cancellationToken).ConfigureAwait(false);
        return new MultiStageReport(
            builder, artifacts, await BuildRuntimeImageAsync(stages, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Builds the stage that artifacts are copied out of.</summary>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    /// <exception cref="InvalidOperationException">The image names no such stage.</exception>
    public Task<BuilderImage> BuildBuilderImageAsync(CancellationToken cancellationToken) => _plan.Builder is not null
        ? _steps.BuildBuilderImageAsync(cancellationToken)
        : throw new InvalidOperationException(
            $"Image '{_image.Name}' names no stage as builder. Call Builder(\"<stage>\").");

    /// <summary>Creates a container from the builder's stage. It is not started.</summary>
    public Task<BuilderContainer> CreateContainerAsync(BuilderImage builder, CancellationToken cancellationToken) =>
        _steps.CreateContainerAsync(builder, cancellationToken);

    /// <summary>Copies the artifacts out of the container into the directory of the artifacts.</summary>
    /// <exception cref="ArtifactMissingException">An artifact is not there.</exception>
    /// <exception cref="InvalidOperationException">The image declares no artifact.</exception>
    public Task<Artifacts> CopyOutAsync(BuilderContainer container, CancellationToken cancellationToken) =>
        _image.Artifacts.Count > 0
        ? _steps.CopyOutAsync(container, cancellationToken)
        : throw new InvalidOperationException(
            $"Image '{_image.Name}' declares no artifact. Call Artifact(\"/path/in/the/stage\").");

    /// <summary>Builds the stages that have to succeed, those apart that the image depends on.</summary>
    /// <exception cref="ImageBuildException">One has failed; nothing further has been built.</exception>
    public async Task<PassedStages> BuildRequiredStagesAsync(CancellationToken cancellationToken)
    {
        var built = new BuiltStages();
        foreach (var stage in _plan.Required)
        {
            var image = await _steps.BuildAsync(built.Prepare(stage.Settings, stage.Taken), [], cancellationToken)
                .ConfigureAwait(false);
            built.Add(image, stage.Taken);
        }
        return new PassedStages(
            [.. _plan.Required.Select(stage => stage.Name)], built.Prepare(_plan.Runtime, _plan.Taken));
    }

    /// <summary>Builds the image.</summary>
    /// <param name="stages">The proof that no stage has failed that must not.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    public async Task<RuntimeImage> BuildRuntimeImageAsync(PassedStages stages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var image = await _steps.BuildAsync(BuilderOrigin.Shipped(stages.Runtime), additions: [], cancellationToken)
            .ConfigureAwait(false);
        return new RuntimeImage { Id = image.Id, Tags = image.Tags, SizeBytes = image.SizeBytes };
    }

    /// <summary>Removes the container.</summary>
    public ValueTask DisposeAsync() => _steps.DisposeAsync();
}
