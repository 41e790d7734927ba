using Nuke.Common;
using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Ownership;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Components;

/// <summary>What becomes of the builder containers at the end.</summary>
static class BuilderCleanUp
{
    /// <summary>Whether the build has failed before it could create a container.</summary>
    /// <remarks>There is nothing to remove then, and what made it fail would make the clean-up fail as well.</remarks>
    public static bool HasNothingToDo(this INukeBuild build) =>
        build.FailedTargets.Count > 0
        && !build.FinishedTargets.Any(target => target.Name == nameof(ICreateBuilderContainer.CreateBuilderContainer));

    /// <summary>Removes the builder containers of the images, and all that this process has made and not
    /// removed.</summary>
    public static Task RemoveBuildersAsync(this IHazDockerImages build) =>
        OnDockerEngineAsync(build, async (engine, cancellationToken) =>
    {
        var removed = (await OwnedResources.RemoveAsync(engine, RunOwner.Current, cancellationToken)).ToList();
        foreach (var image in PlannedImages.Of(build, inEveryForm: true).SelectMany(wave => wave))
        {
            var handOver = HandOver.For(build, image.Name, engine.Endpoint);
            var (container, builderImage) = handOver.Leftovers();
            if (container is not null
                && await engine.RemoveContainerAsync(container, cancellationToken) is Removal.Removed)
                removed.Add(container);
            handOver.MarkContainerRemoved(TimeProvider.System.GetUtcNow());
            // Another build may have taken its name while the container kept the image.
            if (builderImage is not null
                && await engine.FindImageAsync(builderImage, cancellationToken) is { RepoTags: [] })
            {
                var images = await ImageTree.ListAsync(engine, cancellationToken);
                await images.RemoveUnusedAsync(builderImage, cancellationToken);
            }
        }
        BuildLog.Removed(removed);
    });

    /// <summary>Says what was kept, and how to look at it and be rid of it.</summary>
    public static Task ReportKeptBuildersAsync(this IHazDockerImages build) =>
        OnDockerEngineAsync(build, async (engine, cancellationToken) =>
    {
        var filters = EngineFilters.None.WithLabel(RunOwner.RunLabel, RunOwner.Current.RunId);
        var containers = await engine.ListContainersAsync(filters, cancellationToken);
        BuildLog.Kept([.. containers.Select(container => container.Id)]);
    });

    static Task OnDockerEngineAsync(IHazDockerImages build, Func<DockerEngine, CancellationToken, Task> work) =>
        build.OnDockerEngineAsync(
            async (engine, cancellationToken) =>
            {
                await work(engine, cancellationToken);
                InterruptGuard.For(engine.Endpoint, RunOwner.Current).Release();
                return true;
            },
            isCleanUp: true);
}
