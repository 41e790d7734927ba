using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>Removes what a run has left on an engine. Removing twice, or from two threads, does no harm.</summary>
static class OwnedResources
{
    /// <summary>Removes every container of the run, with its anonymous volumes, whether it runs or not.</summary>
    /// <returns>IDs of the containers that are gone now.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(DockerEngine engine, RunOwner owner, CancellationToken cancellationToken)
    {
        var filters = EngineFilters.None.WithLabel(RunOwner.RunLabel, owner.RunId);
        var removed = new List<string>();
        foreach (var container in await engine.ListContainersAsync(filters, cancellationToken).ConfigureAwait(false))
            if (await engine.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false) is Removal.Removed)
                removed.Add(container.Id);
        return removed;
    }
}
