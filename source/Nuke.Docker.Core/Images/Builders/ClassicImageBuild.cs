using Nuke.Docker.Engine;
using Nuke.Docker.Images.Failures;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>A build with the classic builder.</summary>
/// <remarks>Engine API: <c>POST /build</c>.</remarks>
/// <param name="input">What is sent.</param>
/// <param name="access">As whom base images are pulled.</param>
sealed class ClassicImageBuild(
    DockerEngine engine,
    ImageBuildSettings settings,
    BuildInput input,
    BaseImageAccess access,
    IProgressReporter reporter) : IImageBuild
{
    readonly ClassicBuildTrace _trace = new(TimeProvider.System);

    public string ImageId => _trace.ImageId!;

    public IEnumerable<string> Images => _trace.StageImages.Append(ImageId);

    public IReadOnlyList<CompletedStep> Steps => _trace.Steps;

    public async Task RunAsync(IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken)
    {
        var name = ImageBuildNames.Of(settings);
        var isNamed = true;
        try
        {
            var request = ToRequest(tags);
            using var cancellation = new BuildCancellation(_trace, cancellationToken);
            await foreach (var message in engine.BuildImageAsync(request, input.WriteAsync, cancellation.Token)
                .ConfigureAwait(false))
            {
                Report(_trace.Read(message));
                cancellation.ThrowIfDue();
                if (message is not EngineMessage.Failure failure)
                    continue;
                if (_trace.ImageId is not null && NameRace.IsMeantBy(failure.Message))
                {
                    isNamed = false;
                    continue;
                }
                Report(_trace.Flush());
                throw ImageBuildException.AtStep(
                    name,
                    _trace.Current,
                    input.Dockerfile?.Show(_trace.Current),
                    access.Explain(_trace.Current, failure),
                    _trace.LastLines);
            }
            Report(_trace.Complete());
            if (!isNamed)
                foreach (var tag in tags)
                    await engine.TagImageAsync(
                        ImageId, tag.Repository, tag.Tag ?? ImageReference.DefaultTag, cancellationToken)
                        .ConfigureAwait(false);
        }
        catch (EngineRequestException exception)
        {
            throw ImageBuildException.Refused(
                name, ImageBuildNames.OfDockerfile(settings), exception.Reason, exception);
        }
    }

    public Task RemoveUnfinishedAsync(DockerEngine cleaner, CancellationToken cancellationToken) =>
        UnfinishedImages.RemoveAsync(cleaner, _trace, cancellationToken);

    public Task KeepCacheAsync(DockerEngine cleaner, CancellationToken cancellationToken) =>
        StageImages.KeepAsync(
            cleaner, settings.Tags is [var first, ..] ? first : null, _trace.StageImages, cancellationToken);

    FreshSteps? Fresh => engine.Version.IsPodman ? null : settings.FreshSteps;

    BuildRequest ToRequest(IReadOnlyList<ImageReference> tags) => new()
    {
        Dockerfile = input.DockerfileName,
        RemoteContext = settings.RemoteContext,
        Tags = [.. tags.Select(tag => tag.ToString())],
        BuildArguments = settings.BuildArguments,
        Labels = settings.Labels,
        Target = settings.Target,
        NoCache = settings.NoCache && Fresh is null,
        Pull = settings.Pull,
        Platform = settings.Platform?.ToString(),
        NetworkMode = settings.Network,
        ExtraHosts = [.. settings.ExtraHosts.Select(host => host.ToString())],
        SharedMemoryBytes = settings.SharedMemoryBytes,
        CacheFrom = Fresh?.Images
            ?? [.. settings.CacheFrom.OfType<BuildCache.Registry>().Select(cache => cache.Reference.ToString())],
        Limits = [.. settings.ResourceLimits.Select(limit => new BuildLimit(limit.Name, limit.Soft, limit.Hard))],
        RegistryAuths = access.Auths,
    };

    void Report(IEnumerable<ProgressEvent> events)
    {
        foreach (var progressEvent in events)
            reporter.Report(progressEvent);
    }
}
