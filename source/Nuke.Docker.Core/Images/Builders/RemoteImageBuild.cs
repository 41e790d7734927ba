using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Failures;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>A build by a builder that is not the engine, which gets the image.</summary>
sealed class RemoteImageBuild(
    DockerEngine engine,
    BuildKitConnection connection,
    ImageBuildSettings settings,
    BuildInput input,
    BaseImageAccess access,
    SecretiveBuild secrets,
    IProgressReporter reporter) : IImageBuild
{
    readonly BuildKitImageBuild _build = new(connection, settings, input, access, secrets, reporter);
    readonly ImageDelivery _delivery = new(engine, connection.Endpoint, ImageBuildNames.Of(settings), reporter);

    /// <summary>The image's name on its way.</summary>
    /// <remarks>The containerd store of engine 28 would keep a second image without a name if one was loaded that is
    /// there already, with its names or without any. If the process is killed, the next one finds whose it
    /// is.</remarks>
    readonly string _onItsWay = RunOwner.Current.NewImageName();

    public string ImageId { get; private set; } = "";

    public IEnumerable<string> Images => [ImageId];

    public IReadOnlyList<CompletedStep> Steps => _build.Steps;

    public async Task RunAsync(IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken)
    {
        var severalPlatforms = settings.Platforms.Count > 1;
        if (severalPlatforms)
            await CheckStoreAsync(cancellationToken).ConfigureAwait(false);
        await InterruptGuard.For(engine.Endpoint, RunOwner.Current).RemoveAbandonedAsync().ConfigureAwait(false);
        await _build.RunAsync([_delivery.Output(_onItsWay, severalPlatforms)], cancellationToken).ConfigureAwait(false);
        var image = await engine.FindImageAsync(_onItsWay, cancellationToken).ConfigureAwait(false);
        ImageId = image?.Id
            ?? throw EngineUnavailableException.Lost(
                engine.Endpoint, "POST /images/load", "took an image that it has not got");
        foreach (var tag in tags)
            await engine.TagImageAsync(
                ImageId, tag.Repository, tag.Tag ?? ImageReference.DefaultTag, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the image, unless it has another name.</summary>
    public Task RemoveUnfinishedAsync(DockerEngine cleaner, CancellationToken cancellationToken) =>
        cleaner.RemoveImageAsync(_onItsWay, force: false, keepParents: false, cancellationToken);

    public Task KeepCacheAsync(DockerEngine cleaner, CancellationToken cancellationToken) =>
        RemoveUnfinishedAsync(cleaner, cancellationToken);

    /// <exception cref="NotSupportedException">The engine cannot keep the image.</exception>
    async Task CheckStoreAsync(CancellationToken cancellationToken)
    {
        var info = await engine.InfoAsync(cancellationToken).ConfigureAwait(false);
        if (!info.HasContainerdStore)
            throw new NotSupportedException(
                $"Image {ImageBuildNames.Of(settings)} is for {string.Join(" and ", settings.Platforms)}, and engine "
                + $"{engine.Version.ServerVersion} at {engine.Endpoint.Description} keeps an image for one platform, "
                + "without the containerd image store. Build them one after another, write an OCI archive with "
                + "ImageBuild.ExportAsync, or turn the store on.");
    }
}
