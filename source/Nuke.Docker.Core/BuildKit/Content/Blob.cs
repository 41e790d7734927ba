using System.Security.Cryptography;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>One blob, open for reading at any place: a file, or a part of an archive.</summary>
/// <param name="bytes">Where it lies.</param>
/// <param name="offset">Its first byte there.</param>
/// <param name="length">Its size, in bytes.</param>
/// <param name="ownsBytes">Whether they are closed with it.</param>
sealed class Blob(ArchiveBytes bytes, long offset, long length, bool ownsBytes) : IDisposable
{
    const int ChunkBytes = 256 * 1024;

    public long Length => length;

    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="BuildContextException">They cannot be read.</exception>
    public int Read(Span<byte> buffer, long position) => position >= length
        ? 0
        : bytes.Read(buffer[..(int)Math.Min(buffer.Length, length - position)], offset + position);

    /// <summary>All of it; for what is small.</summary>
    public byte[] ReadAll()
    {
        var content = new byte[length];
        for (var position = 0; position < content.Length;)
        {
            var read = Read(content.AsSpan(position), position);
            if (read == 0)
                return content[..position]; // Cut off: its digest will tell.
            position += read;
        }

        return content;
    }

    /// <summary>The digest that its content has.</summary>
    public BlobDigest Hash(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Math.Min(ChunkBytes, length)];
        for (var position = 0L; Read(chunk, position) is > 0 and var read; position += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(chunk, 0, read);
        }

        return BlobDigest.Of(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        if (ownsBytes)
            bytes.Dispose();
    }
}
