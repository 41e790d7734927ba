using System.Formats.Tar;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>An image layout in a tar archive. Blobs are read where they lie.</summary>
sealed class LayoutArchive : IBlobs, IDisposable
{
    readonly ArchiveBytes _archive;
    readonly Dictionary<string, (long Offset, long Length)> _files;

    LayoutArchive(ArchiveBytes archive, Dictionary<string, (long Offset, long Length)> files) =>
        (_archive, _files) = (archive, files);

    public string Name => _archive.Name;

    /// <summary>Lists what is in it.</summary>
    /// <exception cref="BuildContextException">It is not there, or no tar archive.</exception>
    public static async Task<LayoutArchive> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var archive = ArchiveBytes.OpenFile(path);
        try
        {
            return new(archive, await ListAsync(archive, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public Blob? Open(BlobDigest digest) => Find($"blobs/sha256/{digest.Hex}");

    public BlobWriter? Begin() => null;

    /// <summary>Any file of the archive.</summary>
    /// <param name="path">With <c>/</c> between names, and none before them.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    public Blob? Find(string path) => _files.TryGetValue(path, out var place)
        ? new Blob(_archive, place.Offset, place.Length, ownsBytes: false)
        : null;

    public void Dispose() => _archive.Dispose();

    static async Task<Dictionary<string, (long Offset, long Length)>> ListAsync(
        ArchiveBytes archive, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, (long Offset, long Length)>(StringComparer.Ordinal);
        try
        {
            var stream = new ArchiveStream(archive);
            await using (stream.ConfigureAwait(false))
            {
                archive.ThrowIfCompressed();
                var reader = new TarReader(stream);
                await using (reader.ConfigureAwait(false))
                    while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                        is { } entry)
                        if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                            files[Normal(entry.Name)] = (entry.DataOffset, entry.Length);
            }
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new BuildContextException($"'{archive.Name}' is no tar archive: {e.Message}", archive.Name, e);
        }

        return files;
    }

    static string Normal(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
}
