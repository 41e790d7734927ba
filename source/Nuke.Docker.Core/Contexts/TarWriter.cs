using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>Writes a tar stream in GNU format, the way a Docker Engine wants a build context.</summary>
/// <remarks>
/// Owner and group are 0 without names and every number is written in one way only, so the same entries always give
/// the same bytes. Long names take a <c>@LongLink</c> entry and sizes from 8 GiB on the base-256 form. There are no PAX
/// headers: BuildKit takes an uncompressed archive that starts with one for a Dockerfile.
/// <para>Two buffers take turns: one is filled while the other is under way to the destination.</para>
/// </remarks>
public sealed partial class TarWriter : IAsyncDisposable
{
    bool _started;

    /// <summary>Starts a tar stream; nothing is written yet.</summary>
    /// <param name="destination">Takes the bytes; stays open.</param>
    /// <param name="timeStamp">Time stamp of all entries; <see langword="null"/> lets each take
    /// <see cref="Modified"/>.</param>
    public TarWriter(Stream destination, DateTimeOffset? timeStamp)
    {
        _destination = destination;
        _timeStamp = timeStamp;
    }

    /// <summary>Time stamp of the entries that follow, in whole seconds; counts only without a common time
    /// stamp.</summary>
    public DateTimeOffset Modified { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Writes a directory; one that is already there in the archive's destination takes the mode.</summary>
    /// <param name="name">Path with forward slashes, relative to the root of the archive.</param>
    public ValueTask WriteDirectoryAsync(string name, UnixFileMode mode, CancellationToken cancellationToken) =>
        WriteEntryAsync(name.EndsWith('/') ? name : name + "/", new(EntryType.Directory, mode), cancellationToken);

    /// <summary>Writes a file with exactly <paramref name="length"/> bytes of <paramref name="content"/>.</summary>
    /// <exception cref="EndOfStreamException">The content is shorter; the archive is beyond repair.</exception>
    public async ValueTask WriteFileAsync(
        string name, UnixFileMode mode, long length, Stream content, CancellationToken cancellationToken)
    {
        await WriteEntryAsync(name, new(EntryType.File, mode) { Length = length }, cancellationToken)
            .ConfigureAwait(false);
        await WriteContentAsync(new StreamContent(content), name, length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a symbolic link; the target is kept as it is, wherever it points.</summary>
    public ValueTask WriteSymbolicLinkAsync(string name, string target, CancellationToken cancellationToken) =>
        WriteEntryAsync(name, new(EntryType.SymbolicLink, AllPermissions) { Target = target }, cancellationToken);

    /// <summary>Writes a second name for a file that was written before.</summary>
    /// <param name="mode">The permissions of that file: an engine gives them to it once more.</param>
    /// <param name="target">Name of that file in this archive.</param>
    public ValueTask WriteHardLinkAsync(
        string name, UnixFileMode mode, string target, CancellationToken cancellationToken) =>
        WriteEntryAsync(name, new(EntryType.HardLink, mode) { Target = target }, cancellationToken);

    /// <summary>Writes the end mark and sends what is left.</summary>
    /// <remarks>Some readers, the engine's among them, take the end of the stream for the end of the archive: who does
    /// not get this far has to break the transfer off as well.</remarks>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await AppendZerosAsync(2 * BlockSize, cancellationToken).ConfigureAwait(false);
        await SendAsync(cancellationToken).ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        await _destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask WriteFileAsync(
        string name, UnixFileMode mode, FileContent content, CancellationToken cancellationToken)
    {
        await WriteEntryAsync(name, new(EntryType.File, mode) { Length = content.Length }, cancellationToken)
            .ConfigureAwait(false);
        await WriteContentAsync(content, name, content.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a FIFO or a device.</summary>
    internal ValueTask WriteSpecialAsync(
        string name, UnixFileMode mode, SpecialFile special, CancellationToken cancellationToken) =>
        WriteEntryAsync(name, new((EntryType)special.Type, mode) { Device = special.Device }, cancellationToken);

    async ValueTask WriteEntryAsync(string name, Header header, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ObjectDisposedException.ThrowIf(_filling is null, this);
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var targetBytes = Encoding.UTF8.GetBytes(header.Target);
        var isLong = nameBytes.Length > NameSize || targetBytes.Length > NameSize;

        // BuildKit looks at the first 512 bytes alone and must find a complete header there (20.10 to 28).
        if (isLong && !_started)
            await AppendHeaderAsync(
                "./"u8.ToArray(),
                [],
                new(EntryType.Directory, DefaultPermissions),
                cancellationToken).ConfigureAwait(false);
        _started = true;

        if (targetBytes.Length > NameSize)
            await WriteLongAsync(EntryType.LongTarget, targetBytes, cancellationToken).ConfigureAwait(false);
        if (nameBytes.Length > NameSize)
            await WriteLongAsync(EntryType.LongName, nameBytes, cancellationToken).ConfigureAwait(false);
        await AppendHeaderAsync(nameBytes, targetBytes, header, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask WriteLongAsync(EntryType type, byte[] text, CancellationToken cancellationToken)
    {
        var length = text.Length + 1; // GNU tar counts the closing NUL.
        await AppendHeaderAsync("././@LongLink"u8.ToArray(), [], new(type, 0) { Length = length }, cancellationToken)
            .ConfigureAwait(false);
        await WriteContentAsync(
            new StreamContent(new MemoryStream([.. text, 0])),
            "@LongLink",
            length,
            cancellationToken).ConfigureAwait(false);
    }
}
