using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Finds artifacts in a container and measures them. The container need not run, nor have run.</summary>
/// <remarks>Engine API: <c>GET</c> and <c>HEAD /containers/{id}/archive</c>.</remarks>
public static class ArtifactCopy
{
    /// <summary>Artifacts of this size together, in bytes, are kept in memory.</summary>
    internal const int MostBytesInMemory = 16 << 20;

    /// <summary>Finds and measures the artifacts.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ArtifactMissingException">An artifact is not there, or a pattern matches nothing.</exception>
    /// <exception cref="BuildContextException">The temporary file for large artifacts cannot be written.</exception>
    public static async Task<Artifacts> RunAsync(
        DockerEngine engine, ArtifactCopySettings settings, CancellationToken cancellationToken)
    {
        settings.Validate();
        ArtifactSource source = settings is { Container: null, Image: { } image }
            ? new ImageArtifacts(engine, image, settings.WorkingDirectory, settings.Artifacts)
            : new ContainerArtifacts(engine, settings.Container!, settings.WorkingDirectory, settings.Artifacts);
        return settings.TarFile is { } path
            ? await ToFileAsync(source, path, cancellationToken).ConfigureAwait(false)
            : await ToTemporaryAsync(source, Path.GetTempPath(), cancellationToken).ConfigureAwait(false);
    }

    // Read once: the engine starts a process for each archive of a container, and BuildKit solves for each of an image.
    internal static async Task<Artifacts> ToTemporaryAsync(
        ArtifactSource source, string directory, CancellationToken cancellationToken)
    {
        var archive = new SpillingArchive("The copy of the artifacts", MostBytesInMemory, directory);
        await using (archive.ConfigureAwait(false))
        {
            var items = await CopyAsync(source, archive, cancellationToken).ConfigureAwait(false);
            return new Artifacts(items, new TarArtifacts(archive.Complete()));
        }
    }

    static async Task<Artifacts> ToFileAsync(ArtifactSource source, string path, CancellationToken cancellationToken)
    {
        var partial = $"{path}.{Guid.NewGuid():N}";
        try
        {
            IReadOnlyList<CopiedArtifact> items;
            var file = new FileStream(
                partial,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1 << 16,
                FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
                items = await CopyAsync(source, file, cancellationToken).ConfigureAwait(false);
            File.Move(partial, path, overwrite: true);
            return new Artifacts(items, new TarArtifacts(path));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    static async Task<IReadOnlyList<CopiedArtifact>> CopyAsync(
        ArtifactSource source, Stream archive, CancellationToken cancellationToken)
    {
        var measurement = new ArtifactMeasurement();
        var tar = new TarWriter(archive, BuildContextSettings.DefaultTimeStamp);
        await using (tar.ConfigureAwait(false))
        {
            await foreach (var entry in source.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var content = entry.Content is null ? null : new HashingStream(entry.Content);
                await ArtifactTar.WriteAsync(entry, content, tar, cancellationToken).ConfigureAwait(false);
                measurement.Add(entry, content?.Sha256());
            }
            await tar.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        return measurement.Items();
    }
}
