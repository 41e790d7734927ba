using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>The untagged images of the good steps, which the classic builder leaves behind when a build fails or is
/// cancelled.</summary>
static class UnfinishedImages
{
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes what one build has made, from the last step back to the first, as far as nothing else needs
    /// it.</summary>
    public static async Task RemoveAsync(
        DockerEngine engine, ClassicBuildTrace trace, CancellationToken cancellationToken)
    {
        // After a cancellation the engine ends the step in its own time. Until then the step's container holds its
        // image.
        if (trace.RunningContainer is { } container)
            await RemoveContainerAsync(engine, container, cancellationToken).ConfigureAwait(false);
        if (trace.CreatedImages.Count == 0)
            return;
        // The engine refuses to remove what another image needs; not so with the store of containerd.
        var images = await ImageTree.ListAsync(engine, cancellationToken).ConfigureAwait(false);
        foreach (var id in trace.CreatedImages.Reverse().Distinct())
            if (await engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false) is { RepoTags: [] } image
                && images.IsUnused(image.Id))
            {
                await RemoveAsync(engine, image.Id, cancellationToken).ConfigureAwait(false);
                images.Forget(image.Id);
            }
    }

    static async Task RemoveContainerAsync(DockerEngine engine, string container, CancellationToken cancellationToken)
    {
        await engine.RemoveContainerAsync(container, cancellationToken).ConfigureAwait(false);
        // A removal that was under way already goes on after the answer.
        while (await engine.FindContainerAsync(container, cancellationToken).ConfigureAwait(false) is not null)
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
    }

    static async Task RemoveAsync(DockerEngine engine, string image, CancellationToken cancellationToken)
    {
        var filters = EngineFilters.None.With("ancestor", image);
        // In use by another image it stays: then it is the cache of another build.
        while (await engine.RemoveImageAsync(image, force: false, keepParents: true, cancellationToken)
            .ConfigureAwait(false) is Removal.InUse
            && await engine.ListContainersAsync(filters, cancellationToken).ConfigureAwait(false) is { Count: > 0 })
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
    }
}
