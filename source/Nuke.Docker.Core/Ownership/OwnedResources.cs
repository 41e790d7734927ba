using System.Text.RegularExpressions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>Removes what a run has left on an engine. Removing twice, or from two threads, does no harm.</summary>
static class OwnedResources
{
    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Removes every container of the run, with its anonymous volumes, whether it runs or not, and then its networks.
    /// </summary>
    /// <returns>IDs of the containers that are gone now.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        DockerEngine engine, RunOwner owner, CancellationToken cancellationToken)
    {
        var filters = EngineFilters.None.WithLabel(RunOwner.RunLabel, owner.RunId);
        var removed = new List<string>();
        // Those that an image is made of bear no label, but a name of ours. A name's filter is a regular expression.
        var named = EngineFilters.None.With("name", "^/?" + Regex.Escape(owner.NamePrefix));
        foreach (var container in (ContainerListing[])
            [.. await engine.ListContainersAsync(filters, cancellationToken).ConfigureAwait(false),
             .. await engine.ListContainersAsync(named, cancellationToken).ConfigureAwait(false)])
            if (await engine.RemoveContainerAsync(container.Id, cancellationToken)
                .ConfigureAwait(false) is Removal.Removed)
                removed.Add(container.Id);
        foreach (var network in await engine.ListNetworksAsync(filters, cancellationToken).ConfigureAwait(false))
            await RemoveNetworkAsync(engine, network.Id, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Removes a network; containers of others that joined it are taken off first.</summary>
    public static async Task RemoveNetworkAsync(
        DockerEngine engine, string network, CancellationToken cancellationToken)
    {
        while (await engine.RemoveNetworkAsync(network, cancellationToken).ConfigureAwait(false) is Removal.InUse)
        {
            foreach (var container in await engine.ContainersOnNetworkAsync(network, cancellationToken)
                .ConfigureAwait(false) ?? [])
                await TakeOffAsync(engine, network, container, cancellationToken).ConfigureAwait(false);
            await Task.Delay(_interval, cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task TakeOffAsync(
        DockerEngine engine, string network, string container, CancellationToken cancellationToken)
    {
        try
        {
            await engine.DisconnectNetworkAsync(network, container, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineRequestException)
        {
            // It has just left by itself. Whatever else it is, the removal will be refused again, and its limit ends
            // it.
        }
    }
}
