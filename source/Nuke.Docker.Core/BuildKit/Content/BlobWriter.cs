using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>A blob that is being written. It gets its name when it is complete, and is gone if it never is.</summary>
sealed class BlobWriter : IDisposable
{
    readonly string _path;
    readonly Func<BlobDigest, string> _placeOf;
    readonly SafeFileHandle _file;
    IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="path">Of a new file.</param>
    /// <param name="placeOf">Where a complete blob belongs, on the same file system.</param>
    /// <exception cref="BuildContentException">The file cannot be made.</exception>
    public BlobWriter(string path, Func<BlobDigest, string> placeOf)
    {
        (_path, _placeOf) = (path, placeOf);
        _file = LayoutFiles.Write(
            Path.GetDirectoryName(path)!, () => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write));
    }

    /// <summary>How many bytes there are so far.</summary>
    public long Length { get; private set; }

    /// <summary>The digest of what there is so far.</summary>
    public BlobDigest Digest => BlobDigest.Of(_hash.GetCurrentHash());

    /// <exception cref="BuildContentException">The disk is full, for example.</exception>
    public void Append(ReadOnlySpan<byte> data)
    {
        _hash.AppendData(data);
        try
        {
            RandomAccess.Write(_file, data, Length);
        }
        catch (IOException e)
        {
            throw LayoutFiles.CannotWrite(Path.GetDirectoryName(_path)!, e);
        }

        Length += data.Length;
    }

    /// <summary>Begins again.</summary>
    public void Clear()
    {
        RandomAccess.SetLength(_file, 0);
        Length = 0;
        _hash.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <summary>Gives it its place. Whoever is there already has the same content, or is spoiled.</summary>
    /// <exception cref="BuildContentException">The directory cannot be written.</exception>
    public void Complete()
    {
        _file.Dispose();
        LayoutFiles.Write(_placeOf(Digest), () => File.Move(_path, _placeOf(Digest), overwrite: true));
    }

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
        UnfinishedFile.Remove(_path); // Nothing is there if it is complete.
    }
}
