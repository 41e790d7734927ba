using Nuke.Docker.Containers;

namespace Nuke.Docker.Patterns;

/// <summary>What a run of the pattern has made.</summary>
/// <param name="Builder">The builder image.</param>
/// <param name="Artifacts">What was copied from the one into the other.</param>
/// <param name="Runtime">The runtime image.</param>
public sealed record BuilderPatternReport(
    BuilderImage Builder, IReadOnlyList<CopiedArtifact> Artifacts, RuntimeImage Runtime)
{
    /// <summary>How many times smaller the runtime image is than the builder image.</summary>
    public double Factor => (double)Builder.SizeBytes / Math.Max(1, Runtime.SizeBytes);
}
