using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>The images that bore a build's tags before it. Left without a name, they would pile up with every
/// build.</summary>
sealed class ReplacedImages
{
    readonly IReadOnlyList<FormerImage> _images;

    ReplacedImages(IReadOnlyList<FormerImage> images) => _images = images;

    public static async Task<ReplacedImages> FindAsync(
        DockerEngine engine, IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken)
    {
        var images = new List<FormerImage>();
        foreach (var tag in tags)
            if (await engine.FindImageAsync(tag.ToString(), cancellationToken).ConfigureAwait(false) is { } image
                && image.Labels.ContainsKey(RunOwner.ImageLabel)
                && images.TrueForAll(other => other.Id != image.Id))
                images.Add(await FindAsync(engine, image, cancellationToken).ConfigureAwait(false));
        return new ReplacedImages(images);
    }

    /// <summary>Removes those that are untagged now. One that a container still uses stays, and that is said.</summary>
    public async Task RemoveAsync(DockerEngine engine, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        foreach (var image in _images)
            if (await image.RemoveAsync(engine, cancellationToken).ConfigureAwait(false) is Removal.InUse)
                reporter.Report(new ProgressEvent.Notice(
                    $"The image that this one replaces, {BuiltImage.ShortIdOf(image.Id)}, stays without a name: "
                    + "a container uses it."));
    }

    /// <summary>What its steps were has to be asked before: it may be gone with its name. Only a list tells it
    /// there.</summary>
    static async Task<FormerImage> FindAsync(
        DockerEngine engine, ImageDetails image, CancellationToken cancellationToken)
    {
        if (!image.IsInContainerdStore)
            return new FormerImage(image.Id, ParentId: null, IsInContainerdStore: false);
        var named = image.RepoTags.Aggregate(EngineFilters.None, (filters, tag) => filters.With("reference", tag));
        var listed = await engine.ListImagesAsync(named, cancellationToken).ConfigureAwait(false);
        return new FormerImage(
            image.Id, listed.FirstOrDefault(other => other.Id == image.Id)?.ParentId, IsInContainerdStore: true);
    }
}
