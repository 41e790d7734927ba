using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>A file of a build context, as long as it was when it was opened.</summary>
sealed class FileOnDisk(FileContent content) : ISyncedContent
{
    long _left = content.Length;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_left == 0)
            return 0;
        var part = buffer[..(int)Math.Min(buffer.Length, _left)];
        var read = await content.ReadAsync(part, cancellationToken).ConfigureAwait(false);
        _left -= read;
        return read;
    }

    public void Dispose() => content.Dispose();
}

/// <summary>A file that is nowhere but in memory.</summary>
sealed class FileInMemory(ReadOnlyMemory<byte> content) : ISyncedContent
{
    ReadOnlyMemory<byte> _rest = content;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = Math.Min(buffer.Length, _rest.Length);
        _rest[..read].CopyTo(buffer);
        _rest = _rest[read..];
        return ValueTask.FromResult(read);
    }

    public void Dispose()
    {
    }
}

/// <summary>A file inside an archive.</summary>
sealed class ArchivedContent(ArchiveBytes archive, long offset, long length) : ISyncedContent
{
    long _read;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var part = buffer.Span[..(int)Math.Min(buffer.Length, length - _read)];
        var read = part.IsEmpty ? 0 : archive.Read(part, offset + _read);
        if (read == 0 && !part.IsEmpty)
            throw new BuildContextException($"Archive '{archive.Name}' shrank while it was sent.", archive.Name);
        _read += read;
        return ValueTask.FromResult(read);
    }

    public void Dispose()
    {
    }
}
