using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>The images of an engine, each with the one it was made from: the way to remove some of them, and nothing
/// that another one needs.</summary>
/// <remarks>
/// The classic builder makes an image without a name of each step. Engines with a graph driver remove it together with
/// the last image that needs it. With the store of containerd (28.5) they remove too much: steps that other images
/// share, and with them the cache of the next build; and an image with its last name, even if it is a step of another
/// one. So the engine is told to leave all others alone, and what nothing needs any more is removed from here.
/// </remarks>
sealed class ImageTree
{
    readonly DockerEngine _engine;
    readonly Dictionary<string, ImageListing> _images;

    ImageTree(DockerEngine engine, IEnumerable<ImageListing> images)
    {
        _engine = engine;
        _images = images.DistinctBy(image => image.Id).ToDictionary(image => image.Id);
    }

    /// <summary>Lists all images of the engine, which is the only way to their parents in any store. Do it once for all
    /// images that are to be removed.</summary>
    public static async Task<ImageTree> ListAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        new(engine, await engine.ListImagesAsync(EngineFilters.None, cancellationToken, withSteps: true)
            .ConfigureAwait(false));

    /// <summary>Whether an image has no name and is the parent of none; the engine knows whether a container uses
    /// it.</summary>
    /// <returns>True for one that is not listed.</returns>
    public bool IsUnused(string id) => !HasName(id) && !IsParent(id);

    /// <summary>Takes note of an image that is gone.</summary>
    public void Forget(string id) => _images.Remove(id);

    /// <summary>Removes an image, and from it on upwards those of the steps, if they have no name and no other
    /// use.</summary>
    /// <returns>What became of the first one.</returns>
    public async Task<Removal> RemoveUnusedAsync(string id, CancellationToken cancellationToken)
    {
        Removal? first = null;
        for (var image = Find(id); image is not null && IsUnused(image.Id); image = Find(image.ParentId))
        {
            var removal = await RemoveAsync(image.Id, cancellationToken).ConfigureAwait(false);
            first ??= removal;
            if (removal is Removal.InUse)
                break;
            Forget(image.Id);
        }
        return first ?? Removal.Absent;
    }

    /// <summary>Takes names from an image. With its last one it goes, and so do the steps that nothing else needs; if
    /// another image needs it, it stays without a name.</summary>
    /// <param name="id">The image.</param>
    /// <param name="names">As the engine lists them; none if it has none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What became of the last name; of an image without one, whether it is gone or something needs
    /// it.</returns>
    public async Task<Removal> RemoveAsync(
        string id, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0 && IsParent(id))
            return Removal.InUse;
        var removal = Removal.Absent;
        var heir = HeirOf(id);
        foreach (var name in names.DefaultIfEmpty(id))
        {
            if (heir is not null)
                await MoveNameAsync(name, heir, cancellationToken).ConfigureAwait(false);
            removal = await RemoveAsync(name, cancellationToken).ConfigureAwait(false);
        }

        var left = await _engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false);
        if (Find(id) is not { } image)
            return removal;
        if (left is not null)
            _images[id] = image with { RepoTags = left.RepoTags, RepoDigests = left.RepoDigests };
        else
        {
            Forget(id);
            if (image.ParentId is { } parent)
                await RemoveUnusedAsync(parent, cancellationToken).ConfigureAwait(false);
        }
        return removal;
    }

    /// <summary>An image with a name that needs this one as a step, if this one would go with its name all the
    /// same.</summary>
    /// <remarks>The store of containerd keeps an image that loses its name to another one, but not one that only loses
    /// it. So the name goes to the heir, and is taken from there.</remarks>
    ImageListing? HeirOf(string id) => Find(id) is { IsInContainerdStore: true }
        ? _images.Values.FirstOrDefault(image => image.RepoTags.Count > 0 && IsMadeFrom(image, id))
        : null;

    Task MoveNameAsync(string name, ImageListing heir, CancellationToken cancellationToken)
    {
        var colon = name.LastIndexOf(':');
        return _engine.TagImageAsync(heir.Id, name[..colon], name[(colon + 1)..], cancellationToken);
    }

    bool IsMadeFrom(ImageListing image, string id)
    {
        for (var step = Find(image.ParentId); step is not null; step = Find(step.ParentId))
            if (step.Id == id)
                return true;
        return false;
    }

    bool IsParent(string id) => _images.Values.Any(other => other.ParentId == id);

    bool HasName(string id) => Find(id)?.HasName == true;

    ImageListing? Find(string? id) => id is null ? null : _images.GetValueOrDefault(id);

    Task<Removal> RemoveAsync(string nameOrId, CancellationToken cancellationToken) =>
        _engine.RemoveImageAsync(nameOrId, force: false, keepParents: true, cancellationToken);
}
