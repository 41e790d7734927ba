using System.Text.RegularExpressions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>What processes have left that were killed before they could clean up.</summary>
static class AbandonedResources
{
    /// <summary>
    /// Removes the containers and networks whose owner has ended, and the names of images that it was loading. What
    /// bears no label and no name of an owner is left alone.
    /// </summary>
    /// <returns>IDs of the containers and networks that are gone now, and of the images that have lost such a
    /// name.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        DockerEngine engine, CancellationToken cancellationToken)
    {
        var filters = EngineFilters.None.WithLabel(RunOwner.OwnerLabel);
        var removed = new List<string>();
        // Those that an image is made of bear no label, but a name of ours. A name's filter is a regular expression.
        var named = EngineFilters.None.With("name", "^/?" + Regex.Escape(RunOwner.CommonNamePrefix));
        foreach (var container in (ContainerListing[])
            [.. await engine.ListContainersAsync(filters, cancellationToken).ConfigureAwait(false),
             .. await engine.ListContainersAsync(named, cancellationToken).ConfigureAwait(false)])
            if ((IsAbandoned(container.Labels)
                || container.Names.Any(name => RunOwner.OwnerInName(name)?.HasEnded() == true))
                && await engine.RemoveContainerAsync(container.Id, cancellationToken)
                    .ConfigureAwait(false) is Removal.Removed)
                removed.Add(container.Id);
        foreach (var network in await engine.ListNetworksAsync(filters, cancellationToken).ConfigureAwait(false))
            if (IsAbandoned(network.Labels))
            {
                await OwnedResources.RemoveNetworkAsync(engine, network.Id, cancellationToken).ConfigureAwait(false);
                removed.Add(network.Id);
            }
        // Images bear no label of an owner, so a name tells. An image goes with its last one.
        var loaded = EngineFilters.None.With("reference", $"{RunOwner.LoadedRepository}:*");
        foreach (var image in await engine.ListImagesAsync(loaded, cancellationToken).ConfigureAwait(false))
            foreach (var name in image.RepoTags.Where(name => RunOwner.OwnerInImageName(name)?.HasEnded() == true))
                if (await engine.RemoveImageAsync(name, force: false, keepParents: false, cancellationToken)
                    .ConfigureAwait(false) is Removal.Removed)
                    removed.Add(image.Id.Split(':')[^1]);
        return removed;
    }

    static bool IsAbandoned(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(RunOwner.OwnerLabel, out var owner) && ProcessIdentity.Parse(owner)?.HasEnded() == true;
}
