using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>The outputs of one build: some leave BuildKit by themselves, the others are saved from the store.</summary>
sealed class ImageExport : IDisposable
{
    readonly DockerEngine _engine;
    readonly ChosenBuilder _builder;
    readonly ImageBuildSettings _settings;
    readonly List<ImageOutput> _direct = [];
    readonly List<OutputArchive> _saved = [];
    readonly List<OutputArchive> _archives = [];
    readonly Dictionary<ImageOutput, OutputTally> _directories = [];
    readonly Dictionary<ImageOutput, CountedStream> _streams = [];

    ImageExport(DockerEngine engine, ChosenBuilder builder, ImageBuildSettings settings) =>
        (_engine, _builder, _settings) = (engine, builder, settings);

    public IReadOnlyList<CompletedStep> Steps { get; private set; } = [];

    /// <summary>Refuses what cannot be written, before anything is built.</summary>
    /// <param name="builder">What builds it.</param>
    public static ImageExport Begin(
        DockerEngine engine,
        ChosenBuilder builder,
        ImageBuildSettings settings,
        IReadOnlyList<ImageOutput> outputs)
    {
        var export = new ImageExport(engine, builder, settings);
        try
        {
            foreach (var output in outputs)
                export.Add(output);
            return export;
        }
        catch
        {
            export.Dispose();
            throw;
        }
    }

    /// <summary>Builds, and writes everything but the names of the archives.</summary>
    public async Task RunAsync(
        SecretiveBuild secrets, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        if (_direct.Count == 0)
        {
            await SaveAsync(_settings, reporter, cancellationToken).ConfigureAwait(false);
            return;
        }

        var hiding = new RedactingReporter(reporter, secrets.Known);
        using var prepared = await PreparedBuild.ReadAsync(
            _engine,
            _settings,
            _builder,
            settings => BuildInput.ReadAsync(settings, additions: [], cancellationToken),
            secrets,
            hiding,
            cancellationToken).ConfigureAwait(false);
        await SolveAsync(prepared, secrets, hiding, cancellationToken).ConfigureAwait(false);
        if (!secrets.Known.IsEmpty)
            foreach (var archive in _archives.Where(archive => archive.Output.IsImage && !_saved.Contains(archive)))
                await CheckAsync(archive, secrets.Known, cancellationToken).ConfigureAwait(false);
        if (_saved.Count > 0)
            await SaveAsync(prepared.Settings, SilentReporter.Instance, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the archives their names.</summary>
    public IReadOnlyList<ExportedOutput> Complete(IReadOnlyList<ImageOutput> outputs) => [.. outputs.Select(output =>
        _directories.TryGetValue(output, out var tally) ? new ExportedOutput(output, tally.Files, tally.Bytes)
        : _streams.TryGetValue(output, out var stream) ? new ExportedOutput(output, 1, stream.Written)
        : new ExportedOutput(output, 1, _archives.First(archive => archive.Output == output).Complete()))];

    public void Dispose()
    {
        foreach (var archive in _archives)
            archive.Dispose();
    }

    void Add(ImageOutput output)
    {
        var isDirect = _builder.BuildKit is { } buildKit && (!output.IsImage || buildKit.Abilities.HasContainerdStore);
        if (!isDirect && !output.IsImage)
            throw new NotSupportedException(
                $"The files of image {ImageBuildNames.Of(_settings)} cannot be written to '{output.Target}': the "
                + "classic builder makes images and nothing else. Call SetBuilder(ImageBuilder.BuildKit) on an engine "
                + "that has it, or copy the files out of a container with ArtifactCopy.");
        if (!isDirect && output is ImageOutput.OciArchive)
            ImageSave.CheckFormat(_engine, ImageArchiveFormat.Oci, output.Target);
        var archive = output.File is null ? null : OutputArchive.Create(output);
        if (archive is not null)
            _archives.Add(archive);
        if (!isDirect)
            _saved.Add(archive!);
        else
            _direct.Add(output);
    }

    async Task SolveAsync(
        PreparedBuild prepared, SecretiveBuild secrets, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        List<BuildOutput> outputs = [.. _direct.Select(ToOutput)];
        // An engine that writes one output alone has the others in its cache after the first.
        foreach (var together in outputs.Chunk(_builder.BuildKit!.Abilities.WritesSeveralOutputs ? outputs.Count : 1))
        {
            var build = new BuildKitImageBuild(
                _builder.BuildKit!, prepared.Settings, prepared.Input, prepared.Access, secrets, reporter);
            try
            {
                await build.RunAsync(together, cancellationToken).ConfigureAwait(false);
            }
            catch (BuildOutputException e)
            {
                throw new ImageOutputException(e.Message, e.Path, e);
            }

            if (Steps.Count == 0)
                Steps = build.Steps;
            reporter = SilentReporter.Instance;
        }
    }

    BuildOutput ToOutput(ImageOutput output)
    {
        switch (output)
        {
            case ImageOutput.Directory:
                return new BuildOutput.Directory(output.Target, _directories[output] = new OutputTally());
            case ImageOutput.TarTo(var stream):
                var counted = _streams[output] = new CountedStream(stream);
                return new BuildOutput.Archive(_ => Task.FromResult<Stream>(counted)) { Target = output.Target };
            default:
                var archive = _archives.First(archive => archive.Output == output);
                var type = output is ImageOutput.Tar ? "tar" : output is ImageOutput.OciArchive ? "oci" : "docker";
                return new BuildOutput.Archive(_ => Task.FromResult(archive.Open()), type)
                {
                    Target = archive.File,
                    Names = output.IsImage ? [.. _settings.Tags.Select(tag => tag.ToString())] : [],
                };
        }
    }

    /// <summary>Builds the image into the store, where the next build finds it in the cache, and saves it.</summary>
    async Task SaveAsync(ImageBuildSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        // What was chosen is said already.
        var chosen = settings.SetBuilder(_builder.BuildKit is null ? ImageBuilder.Classic : ImageBuilder.BuildKit);
        var image = await ImageBuild.RunAsync(_engine, chosen, additions: [], reporter, cancellationToken)
            .ConfigureAwait(false);
        if (Steps.Count == 0)
            Steps = image.Steps;
        IReadOnlyList<string> names = image.Tags.Count > 0
            ? [.. image.Tags.Select(tag => tag.Tag is null ? $"{tag.WithTag(ImageReference.DefaultTag)}" : $"{tag}")]
            : [image.Id];
        try
        {
            foreach (var archive in _saved)
            {
                var target = archive.Open();
                await using (target.ConfigureAwait(false))
                    await ImageSave.WriteAsync(_engine, names, target, archive.File, cancellationToken)
                        .ConfigureAwait(false);
            }
        }
        finally
        {
            await RemoveUnnamedAsync(image.Id).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the image if it has no name: nobody would ever find it there.</summary>
    /// <remarks>Even if the save has failed or is cancelled.</remarks>
    async Task RemoveUnnamedAsync(string id)
    {
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        try
        {
            if (await _engine.FindImageAsync(id, limit.Token).ConfigureAwait(false) is not { RepoTags: [] })
                return;
            var images = await ImageTree.ListAsync(_engine, limit.Token).ConfigureAwait(false);
            await images.RemoveUnusedAsync(id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DockerException or OperationCanceledException)
        {
            // The archive is whole, or its failure says more, often for the same reason.
        }
    }

    async Task CheckAsync(OutputArchive archive, KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var content = archive.Read();
        await using (content.ConfigureAwait(false))
            if (await ArchiveLeaks.FindAsync(content, secrets, cancellationToken).ConfigureAwait(false)
                is { Count: > 0 } leaks)
                throw LeakingImages.Unwritten(ImageBuildNames.Of(_settings), archive.File, leaks);
    }
}
