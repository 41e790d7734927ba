using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

/// <summary>The manual way to an image: a container, work in it, commit.</summary>
/// <remarks>
/// The engine gives an image every label of the container that it is made of. So this container bears none of ours: it
/// is known by its name, which begins with the run's ID, and is removed like any other of the run.
/// </remarks>
public static class ContainerCommit
{
    static readonly string[] _idle = ["sleep", "2147483647"];

    /// <summary>Makes a container, lets it be worked in, and makes an image of it. The container is removed, whatever
    /// happens.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">What it starts from, and what is said about the image.</param>
    /// <param name="work">What is done in the container.</param>
    /// <param name="reporter">Shows what the commands write.</param>
    /// <param name="cancellationToken">Ends the work; no image is made then.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="EngineRequestException">The engine does not have the base image, or cannot start
    /// it.</exception>
    public static Task<CommittedImage> RunAsync(
        DockerEngine engine,
        ContainerCommitSettings settings,
        Func<WorkContainer, CancellationToken, Task> work,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The image cannot be made by hand", settings.Violations());
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).WorkAsync(
            stop => RunUnguardedAsync(engine, settings, work, reporter, stop), cancellationToken);
    }

    static async Task<CommittedImage> RunUnguardedAsync(
        DockerEngine engine,
        ContainerCommitSettings settings,
        Func<WorkContainer, CancellationToken, Task> work,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var container = await ContainerRun
            .StartUnguardedAsync(engine, RunSettings(settings), reporter, cancellationToken).ConfigureAwait(false);
        try
        {
            await work(new WorkContainer(engine, container, reporter), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return await CommitAsync(engine, container.Id, settings, reporter, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await container.RemoveAsync().ConfigureAwait(false);
        }
    }

    static ContainerRunSettings RunSettings(ContainerCommitSettings settings) => ContainerRunSettings.Default
        .SetImage(settings.BaseImage!)
        .SetName(RunOwner.Current.NewContainerName())
        .SetEntrypoint(_idle)
        .SetNetwork(settings.Network)
        .AddMounts(settings.Mounts)
        .Detach();

    static async Task<CommittedImage> CommitAsync(
        DockerEngine engine,
        string container,
        ContainerCommitSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var name = settings.Tags[0];
        var configuration = await engine
            .ImageConfigurationAsync(settings.BaseImage!.ToString(), cancellationToken).ConfigureAwait(false);
        var request = new CommitRequest
        {
            Container = container,
            Repository = name.Repository,
            Tag = name.Tag,
            Author = settings.Author,
            Message = settings.Message,
            Pause = settings.Pause,
            Configuration = CommitConfiguration.Apply(configuration, settings, (RunOwner.ImageLabel, name.Path)),
        };
        var replaced = await ReplacedImages.FindAsync(engine, settings.Tags, cancellationToken).ConfigureAwait(false);
        // Not to be cancelled: an image that nobody knows the ID of could not be removed.
        var id = await engine.CommitContainerAsync(request, CancellationToken.None).ConfigureAwait(false);
        foreach (var tag in settings.Tags.Skip(1))
            await engine.TagImageAsync(id, tag.Repository, tag.Tag ?? "latest", cancellationToken)
                .ConfigureAwait(false);
        await replaced.RemoveAsync(engine, reporter, cancellationToken).ConfigureAwait(false);
        var image = await engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Image '{name}' was made as {id}, and has been removed since. Make it again.");
        return new CommittedImage { Id = id, Tags = settings.Tags, SizeBytes = image.SizeBytes };
    }
}
