using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>Removes the containers and images that bear some labels, and nothing else.</summary>
public static class LabelSweep
{
    const string Running = "running";

    /// <summary>Removes containers first, then images, the newest first: an older one may be what it was made
    /// from.</summary>
    /// <exception cref="ArgumentException">No label is given.</exception>
    /// <exception cref="ResourcesInUseException">Something is in use, and the settings call that an error.</exception>
    public static async Task<LabelSweepReport> RunAsync(
        DockerEngine engine, LabelSweepSettings settings, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("Nothing can be swept", settings.Violations());
        var (removed, inUse) = (new List<LabelledResource>(), new List<LabelledResource>());
        ImageTree? images = null;
        foreach (var one in await LabelSearch.RunAsync(engine, settings.Labels, cancellationToken)
            .ConfigureAwait(false))
        {
            var removal = await IsInUseAsync(engine, one, settings, removed, cancellationToken).ConfigureAwait(false)
                ? Removal.InUse
                : settings.DryRun ? Removal.Removed
                : one.Kind is ResourceKind.Container
                    ? await engine.RemoveContainerAsync(one.Id, cancellationToken).ConfigureAwait(false)
                    : await RemoveImageAsync(one).ConfigureAwait(false);
            if (removal is not Removal.Absent)
                (removal is Removal.InUse ? inUse : removed).Add(one);
        }
        var report = new LabelSweepReport { Removed = removed, InUse = inUse, IsDryRun = settings.DryRun };
        return settings.FailOnInUse && inUse.Count > 0 ? throw new ResourcesInUseException(report) : report;

        // An image with several tags is removed with the last of them.
        async Task<Removal> RemoveImageAsync(LabelledResource image)
        {
            images ??= await ImageTree.ListAsync(engine, cancellationToken).ConfigureAwait(false);
            return await images.RemoveAsync(image.Id, image.Names, cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task<bool> IsInUseAsync(
        DockerEngine engine,
        LabelledResource resource,
        LabelSweepSettings settings,
        List<LabelledResource> removed,
        CancellationToken cancellationToken)
    {
        if (resource.Kind is ResourceKind.Container)
            return resource.State == Running && !settings.IncludeRunning;
        // Asked before: an image that stays must not lose its tags one by one.
        var containers = await engine.ListContainersAsync(EngineFilters.None, cancellationToken).ConfigureAwait(false);
        return containers.Any(
            container => container.ImageId == resource.Id && removed.TrueForAll(one => one.Id != container.Id));
    }
}
