using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>An entry that BuildKit may ask for: what it is, and where its content comes from.</summary>
/// <param name="Stat">Its description; unchanged as long as the entry is.</param>
/// <param name="Open">Opens the content; <see langword="null"/> for what has none.</param>
sealed record SyncedFile(FileStat Stat, Func<ISyncedContent>? Open = null)
{
    /// <summary>A directory that nobody described: as the engine makes it where an archive leaves one out.</summary>
    public static SyncedFile Parent(string path) =>
        new(new FileStat { Path = path, Mode = GoFileMode.Directory((UnixFileMode)0b111_101_101) });
}

/// <summary>The content of one entry, read once from start to end.</summary>
interface ISyncedContent : IDisposable
{
    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="BuildContextException">It cannot be read, or has shrunk.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);
}
