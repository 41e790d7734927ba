using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using ContainerPath = Nuke.Docker.Containers.ContainerPath;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>Where in the builder the sources of a runtime image are, as far as they are artifacts.</summary>
/// <param name="pattern">Declares the artifacts, or leaves them to what the builder's working directory has.</param>
/// <param name="builder">The builder's Dockerfile.</param>
/// <param name="conversion">For the errors.</param>
sealed class BuilderFiles(BuilderPattern pattern, FormFile builder, Conversion conversion)
{
    readonly IReadOnlyList<Mapping> _mappings = pattern.Artifacts.Count == 0
        ? [new Mapping([], PathOf(".", builder, conversion))]
        : [.. pattern.Artifacts.Select(artifact => ToMapping(artifact, builder, conversion))];

    /// <summary>Where a source is in the builder.</summary>
    /// <param name="source">A source of <c>COPY</c>, with its variables replaced.</param>
    /// <param name="error">Makes the error of the line that copies.</param>
    /// <returns><see langword="null"/> if it is taken from the context.</returns>
    public string? Find(string source, Func<string, ImageConversionException> error)
    {
        var segments = ContainerPath.Segments(source).ToArray();
        if (segments.Contains(".."))
            throw error($"'{source}' contains '..'. Name the path itself.");
        foreach (var mapping in _mappings)
        {
            if (mapping.Holds(segments))
            {
                if (mapping.IsWholeContext && InContext(pattern.RuntimeImage.ContextDirectory!, segments))
                    throw error(
                        $"'{source}' is in the context, and whether the builder has it too is known only when it is "
                        + "built. Declare what comes from the builder: .Artifact(\"/path/in/the/builder\").");
                var path = ContainerPath.Combine(
                    mapping.Path, string.Join('/', segments[mapping.Destination.Length..]));
                return CopyText.IsLiteral(path)
                    ? path
                    : throw error($"'{path}' has characters that a Dockerfile would replace.");
            }
            if (mapping.Touches(segments))
                throw error(mapping.IsWholeContext
                    ? $"'{source}' is all of the context, and the artifacts of the builder come into it. Name what is "
                        + "copied."
                    : $"'{source}' holds files of the context and the artifact "
                        + $"'{string.Join('/', mapping.Destination)}' of the builder. Copy the two one by one.");
        }
        return null;
    }

    /// <summary>Whether a segment of a source stands for a name.</summary>
    public static bool Matches(string pattern, string name) =>
        pattern == name
        || (new Artifact(pattern).IsPattern
            && ArtifactSelection.Matching($"/{pattern}", destination: null).Select([name]) is not null);

    static Mapping ToMapping(Artifact artifact, FormFile builder, Conversion conversion)
    {
        if (artifact.IsPattern)
            throw conversion.Because(
                $"the artifact '{artifact}' is a pattern, and COPY --from takes the matches of one apart. Name the "
                + "directory.");
        var path = PathOf(artifact.Source, builder, conversion);
        var destination = artifact switch
        {
            { IsContent: true } => artifact.Destination ?? "",
            { Destination: null } => ContainerPath.Name(path),
            { Destination: var directory } when directory.EndsWith('/') => directory + ContainerPath.Name(path),
            { Destination: var name } => name,
        };
        return new Mapping([.. ContainerPath.Segments(destination)], path);
    }

    static string PathOf(string source, FormFile builder, Conversion conversion) =>
        source.StartsWith('/') ? ContainerPath.Combine("/", source)
        : builder.Resolved.Target.WorkingDirectory is { } directory ? ContainerPath.Combine(directory, source)
        : throw conversion.At(
            builder, builder.Target.Lines.Start,
            "only the base image knows the working directory that artifacts are taken from. "
            + "Write WORKDIR, or declare artifacts by absolute paths.");

    static bool InContext(string directory, ReadOnlySpan<string> segments)
    {
        if (segments is [])
            return true;
        if (!Directory.Exists(directory))
            return false;
        foreach (var entry in Directory.EnumerateFileSystemEntries(directory))
            if (Matches(segments[0], Path.GetFileName(entry)) && InContextBelow(entry, segments[1..]))
                return true;
        return false;

        static bool InContextBelow(string entry, ReadOnlySpan<string> rest) => rest is [] || InContext(entry, rest);
    }

    /// <summary>A path of the context that the builder provides.</summary>
    sealed record Mapping(string[] Destination, string Path)
    {
        public bool IsWholeContext => Destination.Length == 0;

        public bool Holds(string[] source) =>
            source.Length >= Math.Max(Destination.Length, 1)
            && source.AsSpan(0, Destination.Length).SequenceEqual(Destination);

        /// <summary>Whether the one may be, or hold, the other.</summary>
        public bool Touches(string[] source) =>
            source.Zip(Destination).All(pair => Matches(pair.First, pair.Second));
    }
}
