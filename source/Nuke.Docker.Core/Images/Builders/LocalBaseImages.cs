using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Images.Builders;

/// <summary>Base images that a builder cannot see, because they are on the engine alone.</summary>
/// <remarks>
/// They are refused, not tried: the builder would ask a registry, and take what somebody else has put there under the
/// same name.
/// </remarks>
static class LocalBaseImages
{
    /// <exception cref="NotSupportedException">There is one; the message names it.</exception>
    public static async Task CheckAsync(
        DockerEngine engine,
        BuildKitConnection connection,
        ImageBuildSettings settings,
        DockerfileSource? dockerfile,
        CancellationToken cancellationToken)
    {
        foreach (var name in BaseImages.Of(settings, dockerfile))
            if (!settings.NamedContexts.ContainsKey(name)
                && await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is { } image
                && (image.RepoDigests.Count == 0 || image.Labels.ContainsKey(RunOwner.ImageLabel)))
                throw new NotSupportedException(
                    $"Image {ImageBuildNames.Of(settings)} is made from '{name}', which is on the engine alone: the builder "
                    + $"at {connection.Endpoint.Description} cannot see it. Push it to a registry and name it as it is there, "
                    + "or build with SetBuilder(ImageBuilder.Auto) or --docker-builder auto.");
    }
}
