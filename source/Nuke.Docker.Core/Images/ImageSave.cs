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
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ImageArchiveException">The engine lacks an image, cannot write the format, or breaks
    /// off.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<long> RunAsync(
        DockerEngine engine, ImageSaveSettings settings, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("Images cannot be saved", settings.Violations());
        var file = settings.File!;
        CheckFormat(engine, settings.Format, file);
        string[] names =
        [
            .. settings.Images.Select(image =>
                $"{(image.Tag is null && image.Digest is null ? image.WithTag(ImageReference.DefaultTag) : image)}"),
        ];
        foreach (var name in names)
            if (await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is null)
                throw new ImageArchiveException(
                    $"'{file}' was not written: there is no image '{name}' on the engine. Pull or build it first.",
                    file);

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Written aside and renamed: whoever reads the file sees a whole archive or none.
        var partial = $"{file}.{Guid.NewGuid():N}";
        try
        {
            var target = File.Create(partial);
            await using (target.ConfigureAwait(false))
            {
                var output = Compressed(target, file);
                await using (output.ConfigureAwait(false))
                    await WriteAsync(engine, names, output, file, cancellationToken).ConfigureAwait(false);
            }
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        return new FileInfo(file).Length;
    }

    /// <summary>Whether an archive is compressed: its name tells.</summary>
    internal static bool IsCompressed(string? file) => Path.GetExtension(file) is ".gz" or ".tgz";

    /// <summary>The stream itself, or one around it that compresses.</summary>
    internal static Stream Compressed(Stream target, string file) =>
        IsCompressed(file) ? new GZipStream(target, CompressionLevel.Fastest) : target;

    /// <summary>The stream itself, or one around it that undoes <see cref="Compressed"/>.</summary>
    internal static Stream Expanded(Stream source, string file) =>
        IsCompressed(file) ? new GZipStream(source, CompressionMode.Decompress) : source;

    /// <summary>Whether the engine writes OCI layouts.</summary>
    internal static bool WritesOci(DockerEngine engine) =>
        engine.Version.ApiVersion >= _ociVersion && !engine.Version.IsPodman;

    /// <exception cref="ImageArchiveException">The engine cannot write the format.</exception>
    internal static void CheckFormat(DockerEngine engine, ImageArchiveFormat format, string file)
    {
        if (format is ImageArchiveFormat.Oci && !WritesOci(engine))
            throw new ImageArchiveException(
                $"'{file}' was not written: engine {engine.Version.ServerVersion} writes no OCI archives, "
                + "Docker Engine does since 25.0. "
                + "Save it in the format Docker, which every engine loads.",
                file);
    }

    /// <param name="engine">Has the images.</param>
    /// <param name="names">Names or IDs.</param>
    /// <param name="target">Is written to.</param>
    /// <param name="file">What errors call it.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="ImageArchiveException">The engine breaks off.</exception>
    internal static async Task WriteAsync(
        DockerEngine engine,
        IReadOnlyList<string> names,
        Stream target,
        string file,
        CancellationToken cancellationToken)
    {
        var archive = await engine.SaveImagesAsync(names, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
            if (!await TarEnding.CopyAsync(archive, target, cancellationToken).ConfigureAwait(false))
                throw new ImageArchiveException(
                    $"'{file}' was not written: the engine broke the archive off. Look into the engine's log.", file);
    }
}
