using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Images;

/// <summary>An image that has a name, which a build may give to another one.</summary>
/// <param name="Id">The image.</param>
/// <param name="ParentId">The image of the step before, if the classic builder made it; looked at in the store of
/// containerd only.</param>
/// <param name="IsInContainerdStore">Whether the images of the steps are left to whoever removes the image.</param>
/// <remarks>
/// An engine with a graph driver does all that there is to do. With the store of containerd it does not
/// (<see cref="ImageTree"/>), and a name that BuildKit takes lets the image vanish, while its steps stay (28.5).
/// </remarks>
sealed record FormerImage(string Id, string? ParentId, bool IsInContainerdStore)
{
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
        if ((image is null ? ParentId : Id) is not { } last)
            return Removal.Absent;
        var images = await ImageTree.ListAsync(engine, cancellationToken).ConfigureAwait(false);
        var removal = await images.RemoveUnusedAsync(last, cancellationToken).ConfigureAwait(false);
        return image is null ? Removal.Absent : removal;
    }
}
