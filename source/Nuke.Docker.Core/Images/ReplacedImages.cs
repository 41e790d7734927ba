using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>The images that bore a build's tags before it. Left without a name, they would pile up with every build.</summary>
sealed class ReplacedImages
{
    readonly IReadOnlyList<string> _ids;

    ReplacedImages(IReadOnlyList<string> ids) => _ids = ids;

    public static async Task<ReplacedImages> FindAsync(DockerEngine engine, IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var tag in tags)
            if (await engine.FindImageAsync(tag.ToString(), cancellationToken).ConfigureAwait(false) is { } image
                && image.Labels.ContainsKey(RunOwner.ImageLabel))
                ids.Add(image.Id);
        return new ReplacedImages(ids);
    }

    /// <summary>Removes those that are untagged now. One that a container still uses stays, and that is said.</summary>
    public async Task RemoveAsync(DockerEngine engine, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        foreach (var id in _ids.Distinct())
        {
            var image = await engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false);
            if (image is not { RepoTags: [] })
                continue;
            var removal = await engine.RemoveImageAsync(id, force: false, keepParents: false, cancellationToken).ConfigureAwait(false);
            if (removal is Removal.InUse)
                reporter.Report(new ProgressEvent.Notice($"The image that this one replaces, {BuiltImage.ShortIdOf(id)}, stays without a name: a container uses it."));
        }
    }
}
