using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>
/// One run of a <see cref="BuilderPattern"/>. Each step takes what the step before it returned, so that a wrong order does
/// not compile. Disposing it removes the container, whatever has happened.
/// </summary>
public sealed class BuilderPatternRun : IAsyncDisposable
{
    readonly DockerEngine _engine;
    readonly BuilderPattern _pattern;
    readonly IProgressReporter _reporter;
    readonly RunOwner _owner;
    readonly InterruptGuard _guard;
    readonly List<string> _containers = [];
    BuilderImage? _untaggedBuilder;

    internal BuilderPatternRun(DockerEngine engine, BuilderPattern pattern, IProgressReporter reporter, RunOwner owner)
    {
        (_engine, _pattern, _reporter, _owner) = (engine, pattern, reporter, owner);
        _guard = InterruptGuard.For(engine.Endpoint, owner);
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
    public async Task<BuilderImage> BuildBuilderImageAsync(CancellationToken cancellationToken)
    {
        using var work = _guard.Begin(cancellationToken);
        var image = await ImageBuild.RunAsync(_engine, Labelled(_pattern.BuilderImage), _reporter, work.Token).ConfigureAwait(false);
        var builder = new BuilderImage { Id = image.Id, Name = image.Name, SizeBytes = image.SizeBytes };
        if (image.Tags.Count == 0)
            _untaggedBuilder = builder;
        return builder;
    }

    /// <summary>Creates a container from the builder image and, where the pattern has a command, runs it there.</summary>
    /// <exception cref="ContainerCommandException">The command ended with another exit code than 0.</exception>
    public async Task<BuilderContainer> CreateContainerAsync(BuilderImage builder, CancellationToken cancellationToken)
    {
        using var work = _guard.Begin(cancellationToken);
        var container = await BuilderContainerCreation.RunAsync(_engine, builder, _pattern, _owner, work.Token).ConfigureAwait(false);
        _containers.Add(container.Id);
        if (_pattern.Command.Count > 0)
            await BuilderCommand.RunAsync(_engine, container, _pattern, _reporter, work.Token).ConfigureAwait(false);
        return container;
    }

    /// <summary>Finds the artifacts in the container and measures them; writes them to disk where the pattern says so.</summary>
    /// <exception cref="ArtifactMissingException">An artifact is not there.</exception>
    public async Task<Artifacts> CopyOutAsync(BuilderContainer container, CancellationToken cancellationToken)
    {
        using var work = _guard.Begin(cancellationToken);
        var wanted = _pattern.Artifacts.Count > 0
            ? _pattern.Artifacts
            : await ArtifactInference.RunAsync(_engine, container, _pattern.RuntimeImage, work.Token).ConfigureAwait(false);
        var settings = ConfigureCopy(ArtifactCopySettings.Default
            .SetContainer(container.Id)
            .SetWorkingDirectory(container.WorkingDirectory)
            .AddArtifacts(wanted));
        var artifacts = await ArtifactCopy.RunAsync(_engine, settings, work.Token).ConfigureAwait(false);
        foreach (var item in artifacts.Items)
            _reporter.Report(new ProgressEvent.ArtifactCopied(item.Path, item.Files, item.SizeBytes, item.Sha256));
        if (_pattern.ArtifactsDirectory is { } directory)
            await artifacts.WriteToDirectoryAsync(directory, work.Token).ConfigureAwait(false);
        return artifacts;
    }

    /// <summary>Builds the runtime image, with the artifacts in its context.</summary>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    public async Task<RuntimeImage> BuildRuntimeImageAsync(Artifacts artifacts, CancellationToken cancellationToken)
    {
        using var work = _guard.Begin(cancellationToken);
        var image = await ImageBuild
            .RunAsync(_engine, Labelled(_pattern.RuntimeImage), [artifacts.AsContextAddition()], _reporter, work.Token)
            .ConfigureAwait(false);
        return new RuntimeImage { Id = image.Id, Tags = image.Tags, SizeBytes = image.SizeBytes };
    }

    /// <summary>Removes the container, and the builder image if it has no tag, unless both are to be kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (KeepBuilder)
            _guard.Release();
        if (KeepBuilder || IsHandedOver)
            return;
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        foreach (var container in _containers)
            await _engine.RemoveContainerAsync(container, limit.Token).ConfigureAwait(false);
        _containers.Clear();
        if (_untaggedBuilder is { } builder)
            await _engine.RemoveImageAsync(builder.Id, force: false, keepParents: false, limit.Token).ConfigureAwait(false);
        _untaggedBuilder = null;
    }

    ImageBuildSettings Labelled(ImageBuildSettings settings) => settings.SetLabel(RunOwner.ImageLabel, _pattern.Name);
}
