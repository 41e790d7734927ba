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

    /// <summary>Whether builds write to it. The time of a blob is then when a build has last used it.</summary>
    public bool IsCache { get; init; }

    public Blob? Open(BlobDigest digest)
    {
        var path = PlaceOf(digest);
        if (!File.Exists(path) || (IsCache && !LayoutFiles.IsTouched(path)))
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

    /// <summary>Notes that a build needs a manifest, and all that it reaches, from now on.</summary>
    public void Use(BlobDigest manifest)
    {
        foreach (var digest in ReachableBlobs.From(this, [manifest]) ?? [manifest])
            if (IsCache)
                LayoutFiles.IsTouched(PlaceOf(digest));
    }

    /// <summary>Removes blobs that nothing in <c>index.json</c> reaches any more, and that no build has used for a
    /// day.</summary>
    /// <remarks>
    /// A build touches what it finds there before it relies on it. So a blob is taken aside first, and looked at once
    /// more: one that was touched meanwhile returns to its place.
    /// </remarks>
    /// <exception cref="BuildContentException">The directory cannot be written, or its index is none.</exception>
    public void RemoveUnreachable(DateTime now)
    {
        if (LayoutIndex.ReadFrom(Name) is not { } index
            || ReachableBlobs.From(this, index.Digests) is not { } reachable)
            return;
        LayoutFiles.Write(Name, () => Directory.CreateDirectory(Path.Combine(Name, Ingest)));
        foreach (var file in new DirectoryInfo(_blobs).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc >= now - _abandoned
                || !BlobDigest.TryParse($"sha256:{file.Name}", out var digest) || reachable.Contains(digest))
                continue;
            var aside = Path.Combine(Name, Ingest, Guid.NewGuid().ToString("N"));
            LayoutFiles.Write(file.FullName, () => Remove(file.FullName, aside, now));
        }
    }

    static void Remove(string path, string aside, DateTime now)
    {
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return; // Another build was faster.
        }

        if (File.GetLastWriteTimeUtc(aside) < now - _abandoned)
            File.Delete(aside);
        else
            File.Move(aside, path, overwrite: true);
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
