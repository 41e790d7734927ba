using Nuke.Docker.Containers.Copying;

namespace Nuke.Docker.Containers;

/// <summary>Files that are copied out of a container.</summary>
/// <param name="Source">
/// A path in the container: a file, a directory, or a pattern with <c>*</c>, <c>?</c> and <c>[…]</c> in its segments. A
/// path that does not begin with <c>/</c> is relative to the working directory of the container's image. <c>/out/.</c>
/// means the content of <c>/out</c>, as with <c>docker cp</c>.
/// </param>
/// <param name="Destination">
/// Where it goes, relative to the root of the artifacts: the new name of a file or directory, or the directory that
/// takes the matches of a pattern. With <c>/</c> at its end it is a directory in any case.
/// <see langword="null"/>: under its own name into the root.
/// </param>
public sealed record Artifact(string Source, string? Destination = null)
{
    /// <summary>Whether it is left out if it is not there. Artifacts of a container are looked for instead.</summary>
    internal bool IsOptional { get; init; }

    internal bool IsPattern => Source.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    internal bool IsContent => Source.EndsWith("/.", StringComparison.Ordinal) || Source is ".";

    /// <summary>Every violation, one a line; empty if the artifact can be copied.</summary>
    internal IEnumerable<string> Violations()
    {
        if (string.IsNullOrWhiteSpace(Source))
            yield return "an artifact has an empty source.";
        if (Source.Split('/').Contains(".."))
            yield return $"the artifact '{Source}' contains '..'. Name the path itself.";
        if (IsPattern && !ArtifactSelection.CanRead(Source))
            yield return $"the artifact '{Source}' has a range that ends before it begins. Write its ends the other "
                + "way round.";
        if (Destination is { } destination
            && (destination.StartsWith('/') || destination.Split('/', '\\').Contains("..")))
            yield return $"the destination '{destination}' of artifact '{Source}' leaves the directory of the "
                + "artifacts. Use a relative path.";
    }

    /// <inheritdoc/>
    public override string ToString() => Destination is null ? Source : $"{Source} -> {Destination}";
}
