using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>An image that has a name, which a build may give to another one.</summary>
/// <param name="Id">The image.</param>
/// <param name="ParentId">The image of the step before, if the classic builder made it; looked at in the store of
/// containerd only.</param>
/// <param name="IsInContainerdStore">Whether the images of the steps are left to whoever removes the image.</param>
/// <remarks>
/// Engines with a graph driver remove an image together with those of its steps that nothing else needs. With the store
/// of containerd they do too little or too much: a name that BuildKit takes lets the image vanish, and its steps stay;
/// and an image that is removed takes along the steps which others share, and so the cache of the next build (28.5).
/// </remarks>
sealed record FormerImage(string Id, string? ParentId, bool IsInContainerdStore)
{
    public static FormerImage Of(ImageListing image) => new(image.Id, image.ParentId, image.IsInContainerdStore);

    /// <summary>Takes one of its names away, and the image with the last one.</summary>
    public Task UntagAsync(DockerEngine engine, string name, CancellationToken cancellationToken) =>
        engine.RemoveImageAsync(name, force: false, keepParents: IsInContainerdStore, cancellationToken);

    /// <summary>Removes it if it has no name any more, and the images of its steps that nothing else needs.</summary>
    public async Task<Removal> RemoveAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        var image = await engine.FindImageAsync(Id, cancellationToken).ConfigureAwait(false);
        if (image is { RepoTags: not [] })
            return Removal.Absent;
        if (!IsInContainerdStore)
            return image is null
                ? Removal.Absent
                : await engine.RemoveImageAsync(Id, force: false, keepParents: false, cancellationToken)
                    .ConfigureAwait(false);
        if (image is not null)
            return await StepImages.RemoveAsync(engine, Id, cancellationToken).ConfigureAwait(false);
        if (ParentId is not null)
            await StepImages.RemoveAsync(engine, ParentId, cancellationToken).ConfigureAwait(false);
        return Removal.Absent;
    }
}
