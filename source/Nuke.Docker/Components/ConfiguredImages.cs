using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>What the command line and the build change about what was declared.</summary>
static class ConfiguredImages
{
    public static ImageDefinition Configure(IHazDockerImages build, ImageDefinition declared) => declared switch
    {
        BuilderPattern pattern => Configure(build, pattern with
        {
            // All builder images are built before the first runtime image, so they know none of those.
            BuilderImage = CacheParameters.Apply(build, pattern.BuilderImage, $"{pattern.Name}-builder"),
            RuntimeImage = Prepare(build, pattern),
        }),
        MultiStage image => Configure(build, image with { RuntimeImage = Prepare(build, image) }),
        _ => throw new NotSupportedException($"'{declared.GetType()}' is no kind of image."),
    };

    public static ArtifactCopySettings Configure(IHazDockerImages build, ArtifactCopySettings settings) =>
        build is ICopyArtifacts copy
        ? copy.CopyArtifactsSettings(copy.CopyArtifactsSettingsBase(settings))
        : settings;

    /// <summary>What depends on the image's name and its place among the others.</summary>
    static ImageBuildSettings Prepare(IHazDockerImages build, ImageDefinition image)
    {
        var settings = image.RuntimeImage;
        foreach (var dependency in build.DockerImages.Where(other => image.Dependencies.Contains(other.Name)))
            if (!settings.NamedContexts.ContainsKey(dependency.Name) && TagOf(build, dependency) is { } tag)
                settings = settings.AddNamedContext(dependency.Name, new NamedContext.Definition(tag));
        return CacheParameters.Apply(build, settings, image.Name);
    }

    /// <summary>The name under which the engine has an image of the build once it is built.</summary>
    static ImageReference? TagOf(IHazDockerImages build, ImageDefinition image) =>
        Runtime(build, image.RuntimeImage).Tags is [var first, ..] ? first : null;

    static ImageBuildSettings Runtime(IHazDockerImages build, ImageBuildSettings settings) =>
        build is IBuildRuntimeImage runtime
            ? runtime.RuntimeImageSettings(runtime.RuntimeImageSettingsBase(settings))
            : settings;

    static BuilderPattern Configure(IHazDockerImages build, BuilderPattern pattern) => pattern with
    {
        BuilderImage = build is IBuildBuilderImage builder
            ? builder.BuilderImageSettings(builder.BuilderImageSettingsBase(pattern.BuilderImage))
            : pattern.BuilderImage,
        RuntimeImage = Runtime(build, pattern.RuntimeImage),
        Container = build is ICreateBuilderContainer container
            ? container.BuilderContainerSettings(container.BuilderContainerSettingsBase(pattern.Container))
            : pattern.Container,
    };

    static MultiStage Configure(IHazDockerImages build, MultiStage image) => image with
    {
        RuntimeImage = Runtime(build, image.RuntimeImage),
        ConfigureBuilder = build is IBuildBuilderImage builder
            ? settings => builder.BuilderImageSettings(builder.BuilderImageSettingsBase(settings))
            : image.ConfigureBuilder,
    };
}
