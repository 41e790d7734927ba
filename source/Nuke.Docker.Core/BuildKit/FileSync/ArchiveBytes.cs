using Microsoft.Win32.SafeHandles;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>An archive, in memory or on the disk: several readers may be at work, each at a place of its own.</summary>
/// <param name="name">What errors call it.</param>
abstract class ArchiveBytes(string name) : IDisposable
{
    public string Name => name;

    public abstract long Length { get; }

    /// <param name="name">What errors call it.</param>
    public static ArchiveBytes InMemory(string name, ReadOnlyMemory<byte> archive) => new Memory(name, archive);

    /// <exception cref="BuildContextException">There is no such file, or it cannot be read.</exception>
    public static ArchiveBytes OpenFile(string path)
    {
        try
        {
            return new Disk(path, File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BuildContextException($"Archive '{path}' cannot be read: {e.Message}", path, e);
        }
    }

    /// <param name="name">What errors call it.</param>
    /// <param name="file">Is closed with the archive.</param>
    public static ArchiveBytes Of(string name, SafeFileHandle file) => new Disk(name, file);

    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="BuildContextException">They cannot be read.</exception>
    public abstract int Read(Span<byte> buffer, long offset);

    public abstract void Dispose();

    /// <exception cref="BuildContextException">It has to be unpacked first; the message says with what.</exception>
    public void ThrowIfCompressed()
    {
        Span<byte> magic = stackalloc byte[4];
        var form = magic[..Read(magic, offset: 0)] switch
        {
            [0x1f, 0x8b, ..] => "gzip",
            [0x28, 0xb5, 0x2f, 0xfd] => "zstd",
            [0xfd, (byte)'7', (byte)'z', (byte)'X'] => "xz",
            [(byte)'B', (byte)'Z', (byte)'h', _] => "bzip2",
            _ => null,
        };
        if (form is not null)
            throw new BuildContextException(
                $"Archive '{Name}' is compressed with {form}. Unpack it to a tar archive first.", Name);
    }

    sealed class Memory(string name, ReadOnlyMemory<byte> archive) : ArchiveBytes(name)
    {
        public override long Length => archive.Length;

        public override int Read(Span<byte> buffer, long offset)
        {
            var rest = archive.Span[(int)Math.Min(offset, archive.Length)..];
            var read = Math.Min(buffer.Length, rest.Length);
            rest[..read].CopyTo(buffer);
            return read;
        }

        public override void Dispose()
        {
        }
    }

    sealed class Disk(string name, SafeFileHandle file) : ArchiveBytes(name)
    {
        public override long Length { get; } = RandomAccess.GetLength(file);

        public override int Read(Span<byte> buffer, long offset)
        {
            try
            {
                return RandomAccess.Read(file, buffer, offset);
            }
            catch (IOException e)
            {
                throw new BuildContextException($"Archive '{Name}' cannot be read: {e.Message}", Name, e);
            }
        }

        public override void Dispose() => file.Dispose();
    }
}
