using Nuke.Docker.Containers;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>What the command line and the build change about what was declared.</summary>
static class ConfiguredImages
{
    public static ImageDefinition Configure(IHazDockerImages build, ImageDefinition declared) => declared switch
    {
        BuilderPattern pattern => Configure(build, pattern),
        MultiStage image => Configure(build, image),
        _ => throw new NotSupportedException($"'{declared.GetType()}' is no kind of image."),
    };

    public static ArtifactCopySettings Configure(IHazDockerImages build, ArtifactCopySettings settings) => build is ICopyArtifacts copy
        ? copy.CopyArtifactsSettings(copy.CopyArtifactsSettingsBase(settings))
        : settings;

    static BuilderPattern Configure(IHazDockerImages build, BuilderPattern pattern) => pattern with
    {
        BuilderImage = build is IBuildBuilderImage builder
            ? builder.BuilderImageSettings(builder.BuilderImageSettingsBase(pattern.BuilderImage))
            : pattern.BuilderImage,
        RuntimeImage = build is IBuildRuntimeImage runtime
            ? runtime.RuntimeImageSettings(runtime.RuntimeImageSettingsBase(pattern.RuntimeImage))
            : pattern.RuntimeImage,
        Container = build is ICreateBuilderContainer container
            ? container.BuilderContainerSettings(container.BuilderContainerSettingsBase(pattern.Container))
            : pattern.Container,
    };

    static MultiStage Configure(IHazDockerImages build, MultiStage image) => image with
    {
        RuntimeImage = build is IBuildRuntimeImage runtime
            ? runtime.RuntimeImageSettings(runtime.RuntimeImageSettingsBase(image.RuntimeImage))
            : image.RuntimeImage,
        ConfigureBuilder = build is IBuildBuilderImage builder
            ? settings => builder.BuilderImageSettings(builder.BuilderImageSettingsBase(settings))
            : image.ConfigureBuilder,
    };
}
