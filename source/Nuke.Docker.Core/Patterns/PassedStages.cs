using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>The stages of a <see cref="MultiStage"/> that had to succeed before its image, and have.</summary>
public sealed record PassedStages
{
    internal PassedStages(IReadOnlyList<string> names, ImageBuildSettings runtime) =>
        (Names, Runtime) = (names, runtime);

    /// <summary>The stages that were built for their own sake, in the order of the declaration.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How the image is built, with these stages in the cache.</summary>
    internal ImageBuildSettings Runtime { get; }
}
