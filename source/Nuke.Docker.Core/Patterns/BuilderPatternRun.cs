using Nuke.Docker.Containers;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>
/// One run of a <see cref="BuilderPattern"/>. Each step takes what the step before it returned, so that a wrong order
/// does not compile. Disposing it removes the container, if there is one, and gives the artifacts up, whatever has
/// happened. All its steps take the same commit of a branch, whatever is pushed meanwhile.
/// </summary>
public sealed class BuilderPatternRun : IAsyncDisposable
{
    readonly DockerEngine _engine;
    readonly BuilderPattern _pattern;
    readonly IProgressReporter _reporter;
    readonly RunOwner _owner;
    readonly InterruptGuard _guard;
    readonly RunCommits _commits;
    readonly List<string> _containers = [];
    readonly List<Artifacts> _artifacts = [];

    internal BuilderPatternRun(DockerEngine engine, BuilderPattern pattern, IProgressReporter reporter, RunOwner owner)
    {
        (_engine, _pattern, _reporter, _owner) = (engine, pattern, reporter, owner);
        _guard = InterruptGuard.For(engine.Endpoint, owner);
        _commits = pattern.RuntimeImage.Git.Commits ?? new RunCommits();
    }

    /// <summary>Whether container and builder image stay on the engine, for a look at them.</summary>
    public bool KeepBuilder { get; init; }

    /// <summary>Whether somebody else removes what this run makes, at a later time.</summary>
    internal bool IsHandedOver { get; init; }

    /// <summary>What is changed about the copy of the artifacts. Applied last.</summary>
    internal Func<ArtifactCopySettings, ArtifactCopySettings> ConfigureCopy { get; init; } = settings => settings;

    /// <summary>All steps, one after another.</summary>
    public async Task<BuilderPatternReport> RunAsync(CancellationToken cancellationToken)
    {
        var builder = await BuildBuilderImageAsync(cancellationToken).ConfigureAwait(false);
        var container = await CreateContainerAsync(builder, cancellationToken).ConfigureAwait(false);
        var artifacts = await CopyOutAsync(container, cancellationToken).ConfigureAwait(false);
        var runtime = await BuildRuntimeImageAsync(artifacts, cancellationToken).ConfigureAwait(false);
        return new BuilderPatternReport(builder, artifacts.Items, runtime);
    }

    /// <summary>Builds the builder image.</summary>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    /// <exception cref="NotSupportedException">One of the two images cannot be built with the builder that was chosen,
    /// or the only one that the engine has.</exception>
    public async Task<BuilderImage> BuildBuilderImageAsync(CancellationToken cancellationToken)
    {
        await BuilderChoice.CheckAsync(_engine, _pattern.RuntimeImage, cancellationToken).ConfigureAwait(false);
        var image = await BuildAsync(_pattern.BuilderImage, additions: [], cancellationToken).ConfigureAwait(false);
        return new BuilderImage
        {
            Id = image.Id,
            Name = image.Name,
            SizeBytes = image.SizeBytes,
            Builder = image.Builder
        };
    }

    /// <summary>Creates a container from the builder image and, where the pattern has a command, runs it there. Where
    /// BuildKit has built the image and the pattern needs no container, none is created.</summary>
    /// <exception cref="ContainerCommandException">The command ended with another exit code than 0.</exception>
    public Task<BuilderContainer> CreateContainerAsync(BuilderImage builder, CancellationToken cancellationToken) =>
        GuardedAsync(async stop =>
    {
        if (!KeepBuilder && !BuilderContainerCreation.IsNeeded(_pattern, builder))
            return await BuilderContainerCreation.LeaveOutAsync(_engine, builder, stop).ConfigureAwait(false);
        var container = await CreateAsync(builder, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        if (_pattern.Command.Count > 0)
            await BuilderCommand.RunAsync(_engine, container, _pattern, _reporter, stop).ConfigureAwait(false);
        return container;
    }, cancellationToken);

    /// <summary>Finds the artifacts in the container, or in the image, and measures them; writes them to disk where the
    /// pattern says so.</summary>
    /// <exception cref="ArtifactMissingException">An artifact is not there.</exception>
    public Task<Artifacts> CopyOutAsync(BuilderContainer container, CancellationToken cancellationToken) =>
        GuardedAsync(async stop =>
    {
        var artifacts = await FindAsync(container, stop).ConfigureAwait(false);
        _artifacts.Add(artifacts);
        foreach (var item in artifacts.Items)
            _reporter.Report(new ProgressEvent.ArtifactCopied(item.Path, item.Files, item.SizeBytes, item.Sha256));
        if (_pattern.ArtifactsDirectory is { } directory)
            await artifacts.WriteToDirectoryAsync(directory, stop).ConfigureAwait(false);
        return artifacts;
    }, cancellationToken);

    /// <summary>Builds the runtime image, with the artifacts in its context.</summary>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    public async Task<RuntimeImage> BuildRuntimeImageAsync(Artifacts artifacts, CancellationToken cancellationToken)
    {
        var settings = await BuilderOrigin.PassAsync(_engine, _pattern, cancellationToken).ConfigureAwait(false);
        var image = await BuildAsync(settings, [artifacts.AsContextAddition()], cancellationToken)
            .ConfigureAwait(false);
        return new RuntimeImage { Id = image.Id, Tags = image.Tags, SizeBytes = image.SizeBytes };
    }

    async Task<Artifacts> FindAsync(BuilderContainer container, CancellationToken cancellationToken)
    {
        var search = new ArtifactSearch(_engine, _pattern, ConfigureCopy);
        var (id, directory) = (container.Id, container.WorkingDirectory);
        if (id is null)
        {
            if (await search.InImageAsync(container, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
            id = (await CreateAsync(container.Image, cancellationToken).ConfigureAwait(false)).Id!;
        }
        return await search.InContainerAsync(id, directory, cancellationToken).ConfigureAwait(false);
    }

    async Task<BuilderContainer> CreateAsync(BuilderImage builder, CancellationToken cancellationToken)
    {
        var container = await BuilderContainerCreation
            .RunAsync(_engine, builder, _pattern, KeepBuilder ? _owner.KeptLabels : _owner.Labels, cancellationToken)
            .ConfigureAwait(false);
        _containers.Add(container.Id!);
        return container;
    }

    /// <summary>Builds any image as part of this run.</summary>
    internal Task<BuiltImage> BuildAsync(
        ImageBuildSettings settings, IReadOnlyList<ContextAddition> additions, CancellationToken cancellationToken) =>
        GuardedAsync(
            stop => ImageBuild.RunAsync(_engine, Prepared(settings), additions, _reporter, stop), cancellationToken);

    /// <summary>Removes the container, unless it is to be kept. The builder image stays as cache of the next
    /// build.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var artifacts in _artifacts)
            artifacts.Dispose();
        if (KeepBuilder)
            _guard.Release();
        if (KeepBuilder || IsHandedOver)
            return;
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        foreach (var container in _containers)
            await RemoveAsync(container, limit.Token).ConfigureAwait(false);
        _containers.Clear();
    }

    async Task RemoveAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            await _engine.RemoveContainerAsync(container, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            // Thrown, it would hide why the run has ended, which is often the same.
            _reporter.Report(new ProgressEvent.Warning(
                $"Container {container[..12]} is left on the engine: {exception.Message} Remove it with 'docker rm -f "
                + $"{container[..12]}'."));
        }
    }

    async Task<T> GuardedAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        await _guard.RemoveAbandonedAsync().ConfigureAwait(false);
        var work = _guard.Begin(cancellationToken);
        try
        {
            return await step(work.Token).ConfigureAwait(false);
        }
        finally
        {
            work.Dispose();
            if (work.IsInterrupted && !IsHandedOver)
                await _guard.StandAsideAsync().ConfigureAwait(false);
        }
    }

    ImageBuildSettings Prepared(ImageBuildSettings settings) =>
        settings.WithCommits(_commits).SetLabel(RunOwner.ImageLabel, _pattern.Name);
}
