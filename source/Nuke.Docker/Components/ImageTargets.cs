using System.Collections.Concurrent;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Ownership;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Reporting;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Components;

/// <summary>What the targets have in common: one engine, every image, side by side where they are
/// independent.</summary>
static class ImageTargets
{
    /// <summary>Works on every image of the build.</summary>
    /// <param name="build">Knows the images.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="inEveryForm">Also with those that are built for comparison, and not shipped.</param>
    /// <returns>What came of each, in the order of the waves; <see langword="null"/> where there was nothing to
    /// do.</returns>
    /// <exception cref="ImagesFailedException">Several images failed. The failure of a single one is thrown as it
    /// is.</exception>
    public static Task<IReadOnlyList<(string Name, T? Result, int Warnings)>> ForEachImageAsync<T>(
        this IHazDockerImages build, Func<ImageRun, Task<T?>> work, bool inEveryForm = false)
        where T : class
    {
        DockerParameters.Check(build);
        var waves = PlannedImages.Of(build, inEveryForm);
        var isAlone = waves is [[_]];
        var secrets = new KnownSecrets(SecretParameters.Of(build));
        return build.OnDockerEngineAsync(async (engine, cancellationToken) =>
        {
            using var logs = new ImageLogs(build.Host, cancellationToken);
            foreach (var image in waves.SelectMany(wave => wave))
                BuildCommits.Continue(build, image, HandOver.For(build, image.Name, engine.Endpoint));
            var results = new ConcurrentDictionary<string, (T? Result, int Warnings)>();
            foreach (var wave in waves)
                await WorkOnAsync(wave);
            if (build.DockerKeepBuilder)
                InterruptGuard.For(engine.Endpoint, RunOwner.Current).Release();
            return (IReadOnlyList<(string, T?, int)>)
                [.. waves.SelectMany(wave => wave)
                    .Select(image => (image.Name, results[image.Name].Result, results[image.Name].Warnings))];

            async Task WorkOnAsync(IReadOnlyList<PlannedImage> wave)
            {
                var failures = new ConcurrentDictionary<string, Exception>();
                using var throttle = new SemaphoreSlim(build.DockerDegreeOfParallelism);
                await Task.WhenAll(wave.Select(async image =>
                {
                    await throttle.WaitAsync(cancellationToken);
                    try
                    {
                        using var log = logs.For(isAlone ? null : image.Name);
                        var reporter = new RedactingReporter(log, secrets);
                        var result = await SecretHiding.RunAsync(secrets, () => WorkOnImageAsync(image, reporter));
                        results[image.Name] = (result, log.Warnings);
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
                ImagesFailedException.ThrowIfAny(wave.Where(image => failures.ContainsKey(image.Name))
                    .Select(image => (image.Name, failures[image.Name])));
            }

            async Task<T?> WorkOnImageAsync(PlannedImage image, IProgressReporter reporter)
            {
                var handOver = HandOver.For(build, image.Name, engine.Endpoint);
                var commits = BuildCommits.For(build, image, handOver);
                var configured = ConfiguredImages.Configure(build, image.Declared);
                configured = configured with { RuntimeImage = configured.RuntimeImage.WithCommits(commits) };
                using var checkout = await configured.CheckOutAsync(reporter, cancellationToken);
                var result = await work(
                    Begin(build, engine, image.InForm(checkout.Image, build), handOver, reporter, cancellationToken));
                handOver.Write(commits.Known);
                return result;
            }
        });
    }

    /// <summary>Connects to the engine for the time of some work, which ends as soon as the process is told
    /// to.</summary>
    /// <param name="build">Knows the engine.</param>
    /// <param name="work">What is done there.</param>
    /// <param name="isCleanUp">Whether it is done in spite of an interrupt.</param>
    public static async Task<T> OnDockerEngineAsync<T>(
        this IHazDockerEngine build, Func<DockerEngine, CancellationToken, Task<T>> work, bool isCleanUp = false)
    {
        var endpoint = build.ResolvedDockerEndpoint;
        var guard = InterruptGuard.For(endpoint, RunOwner.Current);
        BuildLog.RemovedAbandoned(await guard.RemoveAbandonedAsync());
        try
        {
            using var interruptible = guard.Begin(CancellationToken.None);
            if (guard.IsInterrupted && !isCleanUp)
                throw new OperationCanceledException("The build was interrupted.");
            var engine = await DockerEngine.ConnectAsync(endpoint, interruptible.Token);
            await using (engine)
                return await work(engine, interruptible.Token);
        }
        finally
        {
            // NUKE runs the assured targets and the summary on the thread of the signal. A target that ended, or began,
            // meanwhile would let it do both a second time, on this thread, before the process is gone.
            if (guard.IsInterrupted && !isCleanUp)
                await Task.Delay(2 * InterruptGuard.Limit);
        }
    }

    static ImageRun Begin(
        IHazDockerImages build,
        DockerEngine engine,
        ImageDefinition image,
        HandOver handOver,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        return ImageRun.Of(image, engine, Steps, handOver, reporter, cancellationToken);

        BuilderPatternRun Steps(BuilderPattern pattern) => new(engine, pattern, reporter, RunOwner.Current)
        {
            IsHandedOver = true,
            KeepBuilder = build.DockerKeepBuilder,
            ConfigureCopy = settings =>
                ConfiguredImages.Configure(build, settings.SetTarFile(handOver.ArtifactsTarFile)),
        };
    }
}
