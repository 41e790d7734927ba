using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Patterns;

/// <summary>What the shipped image is said to be made from.</summary>
static class BuilderOrigin
{
    /// <summary>An image that is shipped tells what it was made from, unless that is switched off.</summary>
    public static ImageBuildSettings Shipped(ImageBuildSettings settings) =>
        settings.SetOriginLabels(settings.OriginLabels ?? true);

    /// <summary>
    /// The settings of the runtime image. If the sources are cloned in the builder, it gets the builder's labels of
    /// them: then they, and not the files around the Dockerfile, are what the image was made from.
    /// </summary>
    public static async Task<ImageBuildSettings> PassAsync(
        DockerEngine engine, BuilderPattern pattern, CancellationToken cancellationToken)
    {
        var (builder, runtime) = (pattern.BuilderImage, Shipped(pattern.RuntimeImage));
        if (builder is { GitPins: [], GitContext: null } || runtime.OriginLabels is false
            || builder.OriginLabels is false)
            return runtime;
        var image = await engine.FindImageAsync($"{builder.Tags[0]}", cancellationToken).ConfigureAwait(false);
        return image is null ? runtime : runtime with { Origin = ImageOrigin.From(image.Labels) };
    }
}
