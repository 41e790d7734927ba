using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>Which images a multi-stage image takes, with the stages of its Dockerfile as targets.</summary>
/// <param name="Builder">The stage that artifacts are copied out of.</param>
/// <param name="Required">The stages that have to succeed first, those apart that the image depends on.</param>
/// <param name="Runtime">The image that is shipped.</param>
/// <param name="Taken">The stages that the image takes, if others are built before it without cache.</param>
sealed record MultiStagePlan(
    ImageBuildSettings? Builder,
    IReadOnlyList<RequiredStage> Required,
    ImageBuildSettings Runtime,
    IReadOnlyList<string> Taken)
{
    /// <summary>Reads the Dockerfile, and finds every stage that the definition names.</summary>
    /// <exception cref="ArgumentException">The definition contradicts itself, or there is no such stage.</exception>
    /// <exception cref="DockerfileException">No builder would accept the file.</exception>
    public static MultiStagePlan Read(MultiStage image)
    {
        image.Validate();
        var settings = WithoutArtifacts(image);
        var file = StageFile.Read(settings);
        var target = image.RuntimeImage.Target is { } name ? file.Find(name) : null;
        var builder = image.BuilderStage is { } stage ? file.Find(stage) : null;
        var required = image.RequiredStages.Select(file.Find).Distinct().ToList();
        // Resolving asks more of a file than reading it does, so it is left out where nothing depends on it.
        var needed = required.Count > 0 ? file.NeededBy(target) : new HashSet<int>();
        required.RemoveAll(one => needed.Contains(one.Index));
        var isShared = settings.NoCache && required.Count > 0;
        var sent = isShared ? file.WithNames() : file;
        return new MultiStagePlan(
            builder is null ? null : image.ConfigureBuilder(Tagged(builder)),
            [.. required.Select(one =>
                new RequiredStage(one.Name, Tagged(one), isShared ? file.NamesOf(file.NeededBy(one)) : []))],
            target is null ? sent.Settings : sent.Targeting(target),
            isShared ? file.NamesOf(needed) : []);

        ImageBuildSettings Tagged(NamedStage found) => sent.Targeting(found)
            .SetTags(ImageName.OfStage(image.Name, found.Name)).WithCachesOfStage(ImageName.OfStageAlone(found.Name));
    }

    // What one target has written to the disk would change the context of the next one.
    static ImageBuildSettings WithoutArtifacts(MultiStage image) =>
        image.ArtifactsDirectory is { } directory && !IsAround(image.RuntimeImage.ContextDirectory!, directory)
            ? image.RuntimeImage.SetContext(context => context.AddExcludedPaths(directory))
            : image.RuntimeImage;

    static bool IsAround(string context, string directory) =>
        $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(context))}/"
            .StartsWith($"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))}/", StringComparison.Ordinal);

    /// <summary>The steps of the builder's stage are those of a builder pattern.</summary>
    public BuilderPattern AsPattern(MultiStage image) => BuilderPattern.From(Runtime.ContextDirectory!) with
    {
        Name = image.Name,
        BuilderImage = Builder ?? Runtime,
        RuntimeImage = Runtime,
        Artifacts = image.Artifacts,
        ArtifactsDirectory = image.ArtifactsDirectory,
    };
}

/// <summary>A stage that is built for its own sake.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Settings">How it is built.</param>
/// <param name="Taken">The stages that it takes, itself included, if it is built without cache; else empty.</param>
sealed record RequiredStage(string Name, ImageBuildSettings Settings, IReadOnlyList<string> Taken);
