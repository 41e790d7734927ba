using System.Collections.Concurrent;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Patterns;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Components;

/// <summary>What the targets have in common: one engine, every image, side by side where they are independent.</summary>
static class ImageTargets
{
    /// <summary>Works on every image of the build.</summary>
    /// <returns>What came of each, in the order of the declaration.</returns>
    /// <exception cref="ImagesFailedException">Several images failed. The failure of a single one is thrown as it is.</exception>
    public static Task<IReadOnlyList<(string Name, T Result)>> ForEachImageAsync<T>(this IHazDockerImages build, Func<ImageRun, Task<T>> work) =>
        build.OnDockerEngineAsync(async (engine, cancellationToken) =>
        {
            var waves = ImagePlan.Waves(build.DockerImages, build.DockerImageNames);
            var isAlone = waves is [[_]];
            var results = new ConcurrentDictionary<string, T>();
            foreach (var wave in waves)
                await WorkOnAsync(wave);
            return (IReadOnlyList<(string, T)>)[.. waves.SelectMany(wave => wave).Select(image => (image.Name, results[image.Name]))];

            async Task WorkOnAsync(IReadOnlyList<BuilderPattern> wave)
            {
                var failures = new ConcurrentDictionary<string, Exception>();
                using var throttle = new SemaphoreSlim(Math.Max(1, build.DockerDegreeOfParallelism));
                await Task.WhenAll(wave.Select(async image =>
                {
                    await throttle.WaitAsync(cancellationToken);
                    try
                    {
                        results[image.Name] = await work(Begin(build, engine, image, isAlone, cancellationToken));
                    }
                    catch (Exception exception) when (!isAlone && exception is not OperationCanceledException)
                    {
                        failures[image.Name] = exception;
                    }
                    finally
                    {
                        throttle.Release();
                    }
                }));
                ImagesFailedException.ThrowIfAny(wave.Where(image => failures.ContainsKey(image.Name)).Select(image => (image.Name, failures[image.Name])));
            }
        });

    /// <summary>Connects to the engine for the time of some work, which ends as soon as the process is told to.</summary>
    public static async Task<T> OnDockerEngineAsync<T>(this IHazDockerEngine build, Func<DockerEngine, CancellationToken, Task<T>> work)
    {
        var endpoint = build.ResolvedDockerEndpoint;
        var guard = InterruptGuard.For(endpoint, RunOwner.Current);
        // The assured targets run after an interrupt, and must not be held up.
        var isAssured = guard.IsInterrupted;
        try
        {
            using var interruptible = guard.Begin(CancellationToken.None);
            var engine = await DockerEngine.ConnectAsync(endpoint, interruptible.Token);
            await using (engine)
                return await work(engine, interruptible.Token);
        }
        finally
        {
            // NUKE runs the assured targets and the summary on the thread of the signal. A target that ended meanwhile
            // would let it do both a second time, on this thread, before the process is gone.
            if (guard.IsInterrupted && !isAssured)
                await Task.Delay(Timeout.Infinite);
        }
    }

    /// <summary>Removes the builder containers of the images, and all that this process has made and not removed.</summary>
    public static Task RemoveBuildersAsync(this IHazDockerImages build) =>
        build.OnDockerEngineAsync(async (engine, cancellationToken) =>
        {
            var removed = (await OwnedResources.RemoveAsync(engine, RunOwner.Current, cancellationToken)).ToList();
            foreach (var image in ImagePlan.Waves(build.DockerImages, build.DockerImageNames).SelectMany(wave => wave))
            {
                var handOver = HandOver.For(build, image.Name, engine.Endpoint);
                var (container, builderImage) = handOver.Leftovers();
                if (container is not null && await engine.RemoveContainerAsync(container, cancellationToken) is Removal.Removed)
                    removed.Add(container);
                handOver.MarkContainerRemoved(TimeProvider.System.GetUtcNow());
                if (builderImage is not null && await engine.FindImageAsync(builderImage, cancellationToken) is { RepoTags: [] })
                    await engine.RemoveImageAsync(builderImage, force: false, keepParents: false, cancellationToken);
            }
            InterruptGuard.For(engine.Endpoint, RunOwner.Current).Release();
            BuildLog.Removed(removed);
            return removed.Count;
        });

    /// <summary>Says what was kept, and how to look at it and be rid of it.</summary>
    public static Task ReportKeptBuildersAsync(this IHazDockerImages build) =>
        build.OnDockerEngineAsync(async (engine, cancellationToken) =>
        {
            InterruptGuard.For(engine.Endpoint, RunOwner.Current).Release();
            var filters = EngineFilters.None.WithLabel(RunOwner.RunLabel, RunOwner.Current.RunId);
            var containers = await engine.ListContainersAsync(filters, cancellationToken);
            BuildLog.Kept([.. containers.Select(container => container.Id)]);
            return containers.Count;
        });

    static ImageRun Begin(IHazDockerImages build, DockerEngine engine, BuilderPattern declared, bool isAlone, CancellationToken cancellationToken)
    {
        var pattern = Configured(build, declared);
        pattern.Validate();
        var handOver = HandOver.For(build, pattern.Name, engine.Endpoint);
        var reporter = LogReporter.For(build.Host, isAlone ? null : pattern.Name);
        var run = new BuilderPatternRun(engine, pattern, reporter, RunOwner.Current)
        {
            IsHandedOver = true,
            ConfigureCopy = settings => Configured(build, settings.SetTarFile(handOver.ArtifactsTarFile)),
        };
        return new ImageRun(pattern, engine, run, handOver, reporter, cancellationToken);
    }

    static BuilderPattern Configured(IHazDockerImages build, BuilderPattern pattern) => pattern with
    {
        BuilderImage = build is IBuildBuilderImage builder
            ? builder.BuilderImageSettings(builder.BuilderImageSettingsBase(pattern.BuilderImage))
            : pattern.BuilderImage,
        RuntimeImage = build is IBuildRuntimeImage runtime
            ? runtime.RuntimeImageSettings(runtime.RuntimeImageSettingsBase(pattern.RuntimeImage))
            : pattern.RuntimeImage,
        Container = build is ICreateBuilderContainer container
            ? container.BuilderContainerSettings(container.BuilderContainerSettingsBase(pattern.Container))
            : pattern.Container,
    };

    static ArtifactCopySettings Configured(IHazDockerImages build, ArtifactCopySettings settings) => build is ICopyArtifacts copy
        ? copy.CopyArtifactsSettings(copy.CopyArtifactsSettingsBase(settings))
        : settings;
}
