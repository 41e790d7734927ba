using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>The images without a name that the classic builder makes of each step.</summary>
static class StepImages
{
    /// <summary>Removes an image, and from it on upwards those of the steps, if they have no name and no other
    /// use.</summary>
    /// <returns>What became of the first one.</returns>
    public static async Task<Removal> RemoveAsync(DockerEngine engine, string id, CancellationToken cancellationToken)
    {
        Removal? first = null;
        var images = await ListAsync(engine, cancellationToken).ConfigureAwait(false);
        var image = images.GetValueOrDefault(id);
        while (image is not null && IsUnused(image, images))
        {
            var removal = await engine
                .RemoveImageAsync(image.Id, force: false, keepParents: true, cancellationToken).ConfigureAwait(false);
            first ??= removal;
            if (removal is Removal.InUse)
                break;
            images.Remove(image.Id);
            image = image.ParentId is { } parent ? images.GetValueOrDefault(parent) : null;
        }
        return first ?? Removal.Absent;
    }

    /// <summary>All images of the engine by their IDs. Only a list tells the parents in any store.</summary>
    public static async Task<Dictionary<string, ImageListing>> ListAsync(
        DockerEngine engine, CancellationToken cancellationToken) =>
        (await engine.ListImagesAsync(EngineFilters.None, cancellationToken, withSteps: true).ConfigureAwait(false))
            .DistinctBy(image => image.Id).ToDictionary(image => image.Id);

    /// <summary>Whether an image has no name and is the parent of none; the engine knows whether a container uses
    /// it.</summary>
    public static bool IsUnused(ImageListing image, IReadOnlyDictionary<string, ImageListing> images) =>
        !image.HasName && images.Values.All(other => other.ParentId != image.Id);
}
