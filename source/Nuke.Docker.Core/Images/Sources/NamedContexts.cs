using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Images.Sources;

/// <summary>What the Dockerfile knows by names, as far as it is on this machine: open as long as it may be
/// read.</summary>
sealed class NamedContexts : IDisposable
{
    readonly Dictionary<string, ContextSource> _sources = new(StringComparer.Ordinal);
    readonly List<IDisposable> _open = [];

    NamedContexts()
    {
    }

    /// <summary>By the names that BuildKit looks up.</summary>
    public IReadOnlyDictionary<string, ContextSource> Sources => _sources;

    /// <param name="settings">What is about to be built.</param>
    /// <param name="file">Whether it uses the names of other images of the build.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BuildContextException">A directory or an archive cannot be read.</exception>
    /// <exception cref="FormatException">A pattern of an ignore file is malformed; the message names its
    /// line.</exception>
    public static async Task<NamedContexts> OpenAsync(
        ImageBuildSettings settings, DockerfileSource? file, CancellationToken cancellationToken)
    {
        var contexts = new NamedContexts();
        try
        {
            foreach (var (name, context) in settings.NamedContexts)
                if (context is not NamedContext.Definition || ContextNames.IsUsed(name, settings, file))
                    contexts._sources[ContextNames.Familiar(name)] =
                        await contexts.OpenAsync(context, cancellationToken).ConfigureAwait(false);
            return contexts;
        }
        catch
        {
            contexts.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
    }

    async Task<ContextSource> OpenAsync(NamedContext context, CancellationToken cancellationToken) => context switch
    {
        NamedContext.Directory { Path: var path } => new ContextSource.Files(SyncedDirectory.Of(
            await BuildContext.FromDirectory(path, BuildContextSettings.Default).ScanFilesAsync(cancellationToken)
                .ConfigureAwait(false))),
        NamedContext.Archive { Path: var path } => new ContextSource.Files(await SyncedDirectory
            .OfTarAsync(Keep(ArchiveBytes.OpenFile(path)), BuildContextSettings.DefaultTimeStamp, cancellationToken)
            .ConfigureAwait(false)),
        NamedContext.OciLayout layout => await OpenAsync(layout, cancellationToken).ConfigureAwait(false),
        _ when ContextNames.ReferenceOf(context) is { } reference => new ContextSource.Image(reference.ToString()),
        _ => throw new NotSupportedException($"'{context}' is no kind of context."),
    };

    async Task<ContextSource> OpenAsync(NamedContext.OciLayout layout, CancellationToken cancellationToken)
    {
        var (blobs, index) = Directory.Exists(layout.Path)
            ? (new LayoutDirectory(layout.Path), LayoutIndex.ReadFrom(layout.Path))
            : Read(Keep(await LayoutArchive.OpenAsync(layout.Path, cancellationToken).ConfigureAwait(false)));
        if (index is null)
            throw new BuildContentException(
                $"'{layout.Path}' is no OCI image layout: it has no {LayoutIndex.FileName}.", layout.Path);
        var manifest = index.Find(layout.Name) ?? throw new BuildContentException(
            (layout.Name is { } name ? $"The layout '{layout.Path}' has no image '{name}'. " :
                $"The layout '{layout.Path}' has not one image, so that one has to be named. ")
            + $"It has {string.Join(", ", index.Names.DefaultIfEmpty("none with a name"))}.",
            layout.Path);
        return new ContextSource.Layout($"layout{_sources.Count}", blobs, manifest);
    }

    static (IBlobs Blobs, LayoutIndex? Index) Read(LayoutArchive archive)
    {
        using var index = archive.Find(LayoutIndex.FileName);
        return index is null
            ? (archive, null)
            : (archive, LayoutIndex.Parse(index.ReadAll(), $"{archive.Name}/{LayoutIndex.FileName}"));
    }

    T Keep<T>(T resource)
        where T : IDisposable
    {
        _open.Add(resource);
        return resource;
    }
}
