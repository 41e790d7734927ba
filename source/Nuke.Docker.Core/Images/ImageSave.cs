using System.IO.Compression;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>Saves images to an archive.</summary>
/// <remarks>Engine API: <c>GET /images/get</c>. The archive passes through; it is never in memory as a whole.</remarks>
public static class ImageSave
{
    // Engine 25.0: the first that writes an OCI layout.
    static readonly Version _ociVersion = new(1, 44);

    /// <summary>Saves the images. A save that fails leaves the file as it was before.</summary>
    /// <returns>The size of the file, in bytes.</returns>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every violation.</exception>
    /// <exception cref="ImageArchiveException">The engine lacks an image, cannot write the format, or breaks off.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<long> RunAsync(
        DockerEngine engine, ImageSaveSettings settings, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("Images cannot be saved", settings.Violations());
        var file = settings.File!;
        if (settings.Format is ImageArchiveFormat.Oci
            && (engine.Version.ApiVersion < _ociVersion || engine.Version.IsPodman))
            throw new ImageArchiveException(
                $"'{file}' was not written: engine {engine.Version.ServerVersion} writes no OCI archives, "
                + "Docker Engine does since 25.0. "
                + "Save it in the format Docker, which every engine loads.",
                file);
        string[] names =
        [
            .. settings.Images.Select(image =>
                $"{(image.Tag is null && image.Digest is null ? image.WithTag(ImageReference.DefaultTag) : image)}"),
        ];
        foreach (var name in names)
            if (await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is null)
                throw new ImageArchiveException(
                    $"'{file}' was not written: there is no image '{name}' on the engine. Pull or build it first.", file);

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Written aside and renamed: whoever reads the file sees a whole archive or none.
        var partial = $"{file}.{Guid.NewGuid():N}";
        try
        {
            var target = File.Create(partial);
            await using (target.ConfigureAwait(false))
                await SaveAsync(engine, settings, names, target, cancellationToken).ConfigureAwait(false);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        return new FileInfo(file).Length;
    }

    static async Task SaveAsync(
        DockerEngine engine, ImageSaveSettings settings, string[] names, Stream target, CancellationToken cancellationToken)
    {
        var archive = await engine.SaveImagesAsync(names, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var output = settings.IsCompressed ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true) : target;
            await using (output.ConfigureAwait(false))
                if (!await TarEnding.CopyAsync(archive, output, cancellationToken).ConfigureAwait(false))
                    throw new ImageArchiveException(
                        $"'{settings.File}' was not written: the engine broke the archive off. Look into the engine's log.",
                        settings.File!);
        }
    }
}
