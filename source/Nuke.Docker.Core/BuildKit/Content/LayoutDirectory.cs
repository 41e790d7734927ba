using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>A directory of blobs, as the OCI image specification has it in "Image Layout".</summary>
/// <remarks>
/// <code>
/// oci-layout
/// index.json             what is in it, by names; written last
/// blobs/sha256/[hex]     complete, and never changed
/// ingest/[random]        what is being written
/// </code>
/// Several builds may write at once: blobs of the same name are the same, and each gets its name at once.
/// </remarks>
sealed class LayoutDirectory : IBlobs
{
    const string Ingest = "ingest";
    static readonly TimeSpan _abandoned = TimeSpan.FromDays(1);

    readonly string _blobs;

    /// <param name="path">Absolute.</param>
    public LayoutDirectory(string path) => (Name, _blobs) = (path, Path.Combine(path, "blobs", "sha256"));

    public string Name { get; }

    public Blob? Open(BlobDigest digest)
    {
        var path = PlaceOf(digest);
        if (!File.Exists(path))
            return null;
        try
        {
            var file = ArchiveBytes.OpenFile(path);
            return new Blob(file, 0, file.Length, ownsBytes: true);
        }
        catch (BuildContextException e)
        {
            throw new BuildContentException(e.Message, path, e);
        }
    }

    public BlobWriter? Begin()
    {
        var ingest = Path.Combine(Name, Ingest);
        return LayoutFiles.Write(ingest, () =>
        {
            Directory.CreateDirectory(ingest);
            Directory.CreateDirectory(_blobs);
            return new BlobWriter(Path.Combine(ingest, Guid.NewGuid().ToString("N")), PlaceOf);
        });
    }

    /// <summary>Removes what processes have left that ended while they wrote.</summary>
    public void RemoveAbandoned(DateTime now)
    {
        var ingest = new DirectoryInfo(Path.Combine(Name, Ingest));
        if (!ingest.Exists)
            return;
        foreach (var file in ingest.EnumerateFiles().Where(file => file.LastWriteTimeUtc < now - _abandoned))
            LayoutFiles.Write(file.FullName, file.Delete);
    }

    string PlaceOf(BlobDigest digest) => Path.Combine(_blobs, digest.Hex);
}
