using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>Base images that are on the engine alone, lent to a builder that cannot see them: as contexts of their
/// names, in OCI layouts that last as long as this.</summary>
/// <remarks>
/// A builder would ask a registry for them, and take what somebody else has put there under the same name. So it is
/// never asked for an image that has come from no registry, or that a build of ours has made.
/// </remarks>
sealed class LentImages : IDisposable
{
    const string Prefix = "nuke-docker-lent-";
    const string MarkName = "mark";

    DirectoryInfo? _directory;
    FileStream? _mark;

    LentImages(ImageBuildSettings settings) => Settings = settings;

    /// <summary>The settings of the build, with the contexts.</summary>
    public ImageBuildSettings Settings { get; private set; }

    /// <exception cref="NotSupportedException">The engine cannot write a layout; the message names the
    /// image.</exception>
    /// <exception cref="ImageArchiveException">The engine breaks off.</exception>
    public static async Task<LentImages> LendAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        DockerfileSource? dockerfile,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var lent = new LentImages(settings);
        try
        {
            foreach (var name in BaseImages.Of(settings, dockerfile))
                if (await FindAsync(engine, settings, name, cancellationToken).ConfigureAwait(false) is { } image)
                    await lent.LendAsync(engine, name, image, reporter, cancellationToken).ConfigureAwait(false);
            return lent;
        }
        catch
        {
            lent.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _mark?.Dispose();
        if (_directory is not null)
            UnfinishedFile.RemoveDirectory(_directory.FullName);
    }

    /// <summary>Where the layouts are; made if need be.</summary>
    string MakeDirectory()
    {
        if (_directory is null)
        {
            RemoveAbandoned();
            _directory = Directory.CreateTempSubdirectory(Prefix);
            _mark = UnfinishedFile.Create(Path.Combine(_directory.FullName, MarkName));
        }

        return _directory.FullName;
    }

    /// <summary>Removes what killed processes have left.</summary>
    static void RemoveAbandoned()
    {
        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").ToList())
            if (UnfinishedFile.FindAbandoned(directory, MarkName).Count > 0)
                UnfinishedFile.RemoveDirectory(directory);
    }

    /// <summary>The engine's name of an image that is on the engine alone.</summary>
    static async Task<ImageReference?> FindAsync(
        DockerEngine engine, ImageBuildSettings settings, string name, CancellationToken cancellationToken)
    {
        var context = settings.NamedContexts
            .FirstOrDefault(named => ContextNames.Familiar(named.Key) == ContextNames.Familiar(name)).Value;
        var reference = context is not null ? ContextNames.ReferenceOf(context)
            : ImageReference.TryParse(name, out var parsed) ? parsed : null;
        return reference is not null
            && await engine.FindImageAsync(reference.ToString(), cancellationToken).ConfigureAwait(false) is { } image
            && (image.RepoDigests.Count == 0 || image.Labels.ContainsKey(RunOwner.ImageLabel)) ? reference : null;
    }

    async Task LendAsync(
        DockerEngine engine,
        string name,
        ImageReference image,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        if (!ImageSave.WritesOci(engine))
            throw new NotSupportedException(
                $"Image {ImageBuildNames.Of(Settings)} is made from '{image}', which is on the engine alone: a builder "
                + $"elsewhere cannot see it, and engine {engine.Version.ServerVersion} cannot lend it, as engines "
                + "since 25.0 can. Push it to a registry and name it as it is there, or build with "
                + "SetBuilder(ImageBuilder.Auto) or --docker-builder auto.");
        reporter.Report(new ProgressEvent.Notice($"'{image}' is on the engine alone: it is lent to the builder."));
        string file;
        try
        {
            file = Path.Combine(MakeDirectory(), $"{Settings.NamedContexts.Count}.tar");
            var saving = ImageSaveSettings.Default.SetImages([image]).SetFile(file).SetFormat(ImageArchiveFormat.Oci);
            await ImageSave.RunAsync(engine, saving, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var place = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
            throw new BuildContextException(
                $"'{image}', which is lent to the builder, cannot be kept in '{place}' until it is sent: "
                + $"{FileFailure.ReasonOf(e)}. Let TMPDIR name a directory with enough space.",
                place,
                e);
        }

        var others = Settings.NamedContexts
            .Where(named => ContextNames.Familiar(named.Key) != ContextNames.Familiar(name));
        Settings = Settings with
        {
            NamedContexts = new Dictionary<string, NamedContext>(others)
            {
                [name] = new NamedContext.OciLayout(file),
            },
        };
    }
}
