using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.Contexts;

/// <summary>A file of a build context, open: exactly the length that it had at that time, or an error that names
/// it.</summary>
sealed class FileContent : TarWriter.IContent, IDisposable
{
    readonly string _path;
    readonly SafeFileHandle _handle;
    long _offset;

    /// <exception cref="BuildContextException">The file is gone or cannot be read.</exception>
    public FileContent(string path, Func<string, SafeFileHandle> open)
    {
        _path = path;
        try
        {
            _handle = open(path);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var problem = $"File '{path}' was deleted while the build context was sent. {Advice}";
            throw new BuildContextException(problem, path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildContextException.Unreadable("File", path, exception);
        }
    }

    public long Length { get; }

    static string Advice => $"Exclude it in {IgnoreRules.FileName}, or build when nothing else writes there.";

    // Synchronous on purpose: the page cache answers faster than a thread of the pool can be woken up.
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = RandomAccess.Read(_handle, buffer.Span, _offset);
            if (read == 0)
                throw Shrunk();
            _offset += read;
            return ValueTask.FromResult(read);
        }
        catch (Exception exception) when (exception
            is IOException and not BuildContextException or UnauthorizedAccessException)
        {
            throw BuildContextException.Unreadable("File", _path, exception);
        }
    }

    BuildContextException Shrunk() =>
        new(
            $"File '{_path}' shrank from {Length} to {_offset} bytes while the build context was sent. {Advice}",
            _path);

    public void Dispose() => _handle.Dispose();
}
