using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>One image in the form that it is built in.</summary>
/// <param name="Declared">What the build declares.</param>
/// <param name="Form">What it is built as.</param>
/// <param name="ComparedWith">The image that this one is built to be compared with; it is not shipped then.</param>
sealed record PlannedImage(ImageDefinition Declared, ImageForms Form, string? ComparedWith = null)
{
    public string Name => ComparedWith is null
        ? Declared.Name
        : $"{Declared.Name}-{(Form is ImageForms.Pattern ? "pattern" : "multi-stage")}";

    /// <summary>Whether there is a builder's image beside what is shipped.</summary>
    public bool HasBuilder => IsConverted || Declared is BuilderPattern or MultiStage { BuilderStage: not null };

    bool IsConverted => Form is not ImageForms.Declared && Form != PlannedImages.FormOf(Declared);

    /// <summary>What is built.</summary>
    /// <param name="configured">The declared image, with all that the command line and the build have changed about
    /// it.</param>
    /// <param name="build">Knows what it changes later.</param>
    /// <exception cref="ImageConversionException">The image cannot be built in this form.</exception>
    public ImageDefinition InForm(ImageDefinition configured, IHazDockerImages build)
    {
        if (!IsConverted)
            return configured;
        ImageDefinition converted = configured switch
        {
            BuilderPattern when AddsArtifacts(build) => throw new ImageConversionException(
                Declared.Name,
                "a multi-stage image",
                "CopyArtifactsSettings adds artifacts that no COPY --from knows of. Declare them: .Artifact(…)."),
            BuilderPattern pattern => pattern.AsMultiStage(),
            MultiStage image => image.AsBuilderPattern(),
            _ => throw new NotSupportedException($"'{configured.GetType()}' is no kind of image."),
        };
        return ComparedWith is null ? converted : WithoutCacheTo(converted.Named(Name));
    }

    /// <summary>What is not shipped takes no place in a cache.</summary>
    static ImageDefinition WithoutCacheTo(ImageDefinition image) => image switch
    {
        BuilderPattern pattern => pattern with
        {
            BuilderImage = pattern.BuilderImage.ClearCacheTo(),
            RuntimeImage = pattern.RuntimeImage.ClearCacheTo(),
        },
        _ => image with { RuntimeImage = image.RuntimeImage.ClearCacheTo() },
    };

    static bool AddsArtifacts(IHazDockerImages build) =>
        ConfiguredImages.Configure(build, ArtifactCopySettings.Default).Artifacts.Count > 0;
}
