using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>The way of an image to the registry of the command line.</summary>
static class ImagePushing
{
    /// <summary>Gives an image the names that it has in its registry.</summary>
    /// <returns>The push of these names.</returns>
    public static async Task<ImagePushSettings> TagForRegistryAsync(
        this IHazRegistry build, ImageRun image, RuntimeImage runtime)
    {
        var names = runtime.Tags.Select(tag => RegistryParameters.NameIn(build.DockerRegistry, tag)).Distinct()
            .ToList();
        if (names.Except(runtime.Tags).ToList() is { Count: > 0 } added)
            await ImageTag.RunAsync(image.Engine, runtime.Id, added, image.Reporter, image.Cancellation);
        return ImagePushSettings.Default.SetImages(names);
    }
}
