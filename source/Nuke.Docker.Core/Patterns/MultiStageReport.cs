using Nuke.Docker.Containers;

namespace Nuke.Docker.Patterns;

/// <summary>What a run of a multi-stage image has made.</summary>
/// <param name="Builder">The stage that artifacts were copied out of; <see langword="null"/> if the image names
/// none.</param>
/// <param name="Artifacts">What was copied out of it.</param>
/// <param name="Runtime">The image that is shipped.</param>
public sealed record MultiStageReport(
    BuilderImage? Builder, IReadOnlyList<CopiedArtifact> Artifacts, RuntimeImage Runtime);
