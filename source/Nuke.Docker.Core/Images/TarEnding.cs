namespace Nuke.Docker.Images;

/// <summary>Tells a whole tar archive from one that was broken off.</summary>
/// <remarks>
/// POSIX.1-1988, ustar: an archive ends with two blocks of zeros. An engine that fails in the middle of an answer ends
/// it in good order, with its error as text in place of them.
/// </remarks>
static class TarEnding
{
    const int Bytes = 2 * 512;

    /// <summary>Copies an archive.</summary>
    /// <returns>Whether it has an end.</returns>
    public static async Task<bool> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 * 1024];
        long copied = 0, zeros = 0;
        int read;
        while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            var last = buffer.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            zeros = last < 0 ? zeros + read : read - 1 - last;
            copied += read;
        }
        return copied > Bytes && zeros >= Bytes;
    }
}
