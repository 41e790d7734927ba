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
        foreach (var one in await LabelSearch.RunAsync(engine, settings.Labels, cancellationToken)
            .ConfigureAwait(false))
        {
            var removal = one.Kind is ResourceKind.Container
                ? await RemoveContainerAsync(engine, one, settings, cancellationToken).ConfigureAwait(false)
                : await RemoveImageAsync(engine, one, settings, removed, cancellationToken).ConfigureAwait(false);
            if (removal is not Removal.Absent)
                (removal is Removal.InUse ? inUse : removed).Add(one);
        }
        var report = new LabelSweepReport { Removed = removed, InUse = inUse, IsDryRun = settings.DryRun };
        return settings.FailOnInUse && inUse.Count > 0 ? throw new ResourcesInUseException(report) : report;
    }

    static async Task<Removal> RemoveContainerAsync(
        DockerEngine engine,
        LabelledResource container,
        LabelSweepSettings settings,
        CancellationToken cancellationToken)
    {
        if (container.State == Running && !settings.IncludeRunning)
            return Removal.InUse;
        return settings.DryRun
            ? Removal.Removed
            : await engine.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
    }

    static async Task<Removal> RemoveImageAsync(
        DockerEngine engine,
        LabelledResource image,
        LabelSweepSettings settings,
        List<LabelledResource> removed,
        CancellationToken cancellationToken)
    {
        // Asked before: an image that stays must not lose its tags one by one.
        var containers = await engine.ListContainersAsync(EngineFilters.None, cancellationToken).ConfigureAwait(false);
        if (containers.Any(
            container => container.ImageId == image.Id && removed.TrueForAll(one => one.Id != container.Id)))
            return Removal.InUse;
        if (settings.DryRun)
            return Removal.Removed;
        // An image with several tags is removed with the last of them.
        var removal = Removal.Absent;
        foreach (var name in image.Names.DefaultIfEmpty(image.Id))
            removal = await engine.RemoveImageAsync(name, force: false, keepParents: false, cancellationToken)
                .ConfigureAwait(false);
        return removal;
    }
}
