using Microsoft.Win32.SafeHandles;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Takes an archive that is written once: into memory, and into a temporary file as soon as it is too
/// large.</summary>
/// <remarks>The file loses its name when it is made, so that it is gone with the process, whatever ends it; Windows
/// removes it when it is closed.</remarks>
/// <param name="name">What errors call it, at the begin of a sentence.</param>
/// <param name="limit">The most bytes in memory.</param>
/// <param name="directory">Where the temporary file is made.</param>
sealed class SpillingArchive(string name, int limit, string directory) : SequentialStream
{
    MemoryStream? _memory = new();
    SafeFileHandle? _file;
    long _length;

    public override bool CanRead => false;

    /// <exception cref="BuildContextException">The temporary file cannot be written.</exception>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is null && _length + buffer.Length > limit)
            Spill();
        if (_file is not null)
            Append(buffer.Span);
        else
            _memory!.Write(buffer.Span);
        _length += buffer.Length;
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was written. It owns the file from now on.</summary>
    public ArchiveBytes Complete()
    {
        if (_memory is { } memory)
            return ArchiveBytes.InMemory(name, memory.GetBuffer().AsMemory(0, (int)memory.Length));
        var archive = ArchiveBytes.Of(name, _file!);
        _file = null;
        return archive;
    }

    void Spill()
    {
        var path = Path.Combine(directory, $"nuke-docker-{Guid.NewGuid():N}.tar");
        try
        {
            _file = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            RandomAccess.Write(_file, _memory!.GetBuffer().AsSpan(0, (int)_memory.Length), fileOffset: 0);
            _memory = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file!, bytes, _length);
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    BuildContextException Unwritable(Exception cause) => new(
        $"{name} cannot be kept in '{Path.TrimEndingDirectorySeparator(directory)}' until it is sent: "
        + $"{FileFailure.ReasonOf(cause)}. "
        + "Let TMPDIR name a directory with enough space.",
        directory,
        cause);

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        base.Dispose(disposing);
    }
}
