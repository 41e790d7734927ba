namespace Nuke.Docker.Patterns;

/// <summary>The stages of a <see cref="MultiStage"/> that had to succeed before its image, and have.</summary>
public sealed record PassedStages
{
    internal PassedStages(IReadOnlyList<string> names) => Names = names;

    /// <summary>The stages that were built for their own sake, in the order of the declaration.</summary>
    public IReadOnlyList<string> Names { get; }
}
