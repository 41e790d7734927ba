using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Finds artifacts in a container and measures them. The container need not run, nor have run.</summary>
/// <remarks>Engine API: <c>GET</c> and <c>HEAD /containers/{id}/archive</c>.</remarks>
public static class ArtifactCopy
{
    /// <summary>Finds and measures the artifacts.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every violation.</exception>
    /// <exception cref="ArtifactMissingException">An artifact is not there, or a pattern matches nothing.</exception>
    public static async Task<Artifacts> RunAsync(DockerEngine engine, ArtifactCopySettings settings, CancellationToken cancellationToken)
    {
        settings.Validate();
        var source = new ContainerArtifacts(engine, settings.Container!, settings.WorkingDirectory, settings.Artifacts);
        if (settings.TarFile is null)
            return new Artifacts(await MeasureAsync(source, tar: null, cancellationToken).ConfigureAwait(false), source);

        var partial = $"{settings.TarFile}.{Guid.NewGuid():N}";
        try
        {
            IReadOnlyList<CopiedArtifact> items;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                var tar = new TarWriter(file, BuildContextSettings.DefaultTimeStamp);
                await using (tar.ConfigureAwait(false))
                {
                    items = await MeasureAsync(source, tar, cancellationToken).ConfigureAwait(false);
                    await tar.CompleteAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            File.Move(partial, settings.TarFile, overwrite: true);
            return new Artifacts(items, new TarArtifacts(settings.TarFile));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    static async Task<IReadOnlyList<CopiedArtifact>> MeasureAsync(ArtifactSource source, TarWriter? tar, CancellationToken cancellationToken)
    {
        var measurement = new ArtifactMeasurement();
        await foreach (var entry in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var content = entry.Content is null ? null : new HashingStream(entry.Content);
            if (tar is not null)
                await ArtifactTar.WriteAsync(entry, content, tar, cancellationToken).ConfigureAwait(false);
            else if (content is not null)
                await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            measurement.Add(entry, content?.Sha256());
        }
        return measurement.Items();
    }
}
