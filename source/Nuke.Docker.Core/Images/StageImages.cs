using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Images;

/// <summary>
/// The images that the stages of a Dockerfile end with, all but the last. The classic builder leaves them without a
/// tag, and they are the cache of the next build. A tag beside those of the image keeps them, and tells the next build
/// that they are ours.
/// </summary>
static class StageImages
{
    /// <summary>What such a tag begins with; the stage's position follows, from 1.</summary>
    const string TagPrefix = "nuke-docker-stage-";

    /// <summary>Tags the stages of a build that has succeeded, and removes those of the build before that it did not
    /// use again.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">The image's first tag. An image without one has no cache: its stages are removed.</param>
    /// <param name="stageImages">Short IDs of the stages, in their order; empty for a builder that leaves none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    public static async Task KeepAsync(
        DockerEngine engine,
        ImageReference? name,
        IReadOnlyList<string> stageImages,
        CancellationToken cancellationToken)
    {
        var former = name is null ? [] : await engine
            .ListImagesAsync(EngineFilters.None.With("reference", $"{name.Repository}:{TagPrefix}*"), cancellationToken)
            .ConfigureAwait(false);
        if (former.Count == 0 && stageImages.Count == 0)
            return;

        var unnamed = await engine.ListImagesAsync(EngineFilters.None.With("dangling", "true"), cancellationToken)
            .ConfigureAwait(false);
        var stages = unnamed.Concat(former).Where(image => stageImages.Any(id => IsShortFor(id, image.Id))).ToList();
        if (name is null)
        {
            await RemoveAsync(engine, stages, _ => [], cancellationToken).ConfigureAwait(false);
            return;
        }

        var tags = new HashSet<string>();
        foreach (var image in stages)
        {
            var position = 1 + stageImages.TakeWhile(id => !IsShortFor(id, image.Id)).Count();
            var tag = name.WithTag($"{TagPrefix}{position}");
            await engine.TagImageAsync(image.Id, tag.Repository, tag.Tag!, cancellationToken).ConfigureAwait(false);
            tags.Add(tag.ToString());
        }
        await RemoveAsync(
            engine,
            [.. former.Where(image => image.RepoTags.Any(IsOutdated)
                || stages.TrueForAll(stage => stage.Id != image.Id))],
            image => [.. image.RepoTags.Where(IsOutdated)],
            cancellationToken).ConfigureAwait(false);

        bool IsOutdated(string tag) =>
            tag.StartsWith($"{name.Repository}:{TagPrefix}", StringComparison.Ordinal) && !tags.Contains(tag);
    }

    /// <summary>Whether a tag is one that keeps a stage of the image.</summary>
    public static bool IsOf(ImageReference tag, ImageReference image) =>
        tag.Repository == image.Repository && tag.Tag?.StartsWith(TagPrefix, StringComparison.Ordinal) == true;

    /// <summary>Takes names from images that may have lost others already, and removes those that have none
    /// then.</summary>
    static async Task RemoveAsync(
        DockerEngine engine,
        IReadOnlyList<ImageListing> stages,
        Func<ImageListing, IReadOnlyList<string>> names,
        CancellationToken cancellationToken)
    {
        if (stages.Count == 0)
            return;
        var images = await ImageTree.ListAsync(engine, cancellationToken).ConfigureAwait(false);
        foreach (var stage in stages)
            if (names(stage) is { Count: > 0 } outdated)
                await images.RemoveAsync(stage.Id, outdated, cancellationToken).ConfigureAwait(false);
            else
                await images.RemoveUnusedAsync(stage.Id, cancellationToken).ConfigureAwait(false);
    }

    static bool IsShortFor(string shortId, string id) => id.StartsWith($"sha256:{shortId}", StringComparison.Ordinal);
}
