namespace Nuke.Docker.BuildKit.Content;

/// <summary>Blobs that BuildKit may read, and perhaps write.</summary>
interface IBlobs
{
    /// <summary>What errors call it: the path of a directory or an archive.</summary>
    string Name { get; }

    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="BuildContentException">It is there, and cannot be read.</exception>
    Blob? Open(BlobDigest digest);

    /// <summary>Begins a new blob; <see langword="null"/> where none can be written.</summary>
    /// <exception cref="BuildContentException">The directory cannot be written.</exception>
    BlobWriter? Begin();
}
