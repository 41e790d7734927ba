using System.Formats.Tar;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Contracts;

/// <summary>The files of an image, read out of a container that is never started.</summary>
/// <remarks>Engine API: <c>HEAD</c> and <c>GET /containers/{id}/archive</c>.</remarks>
sealed class ImageFiles(DockerEngine engine, string container)
{
    /// <summary>What is at a path.</summary>
    /// <returns><see langword="null"/> if nothing is.</returns>
    public async Task<FoundFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (await ContainerLinks.StatAsync(engine, container, path, cancellationToken).ConfigureAwait(false)
            is not { } stat)
            return null;
        if (!stat.IsSymbolicLink)
            return new FoundFile(path, stat, LinkTarget: null);
        return await ContainerLinks.FollowAsync(engine, container, path, cancellationToken).ConfigureAwait(false)
            is var (target, found)
            ? new FoundFile(target, found, stat.LinkTarget)
            : new FoundFile(path, Stat: null, stat.LinkTarget);
    }

    /// <summary>Who owns what is at a path.</summary>
    public async Task<(int UserId, int GroupId)> OwnerAsync(string path, CancellationToken cancellationToken)
    {
        var entry = await FirstEntryAsync(path, copyData: false, cancellationToken).ConfigureAwait(false);
        return (entry.Uid, entry.Gid);
    }

    /// <summary>The content of a file.</summary>
    public async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var entry = await FirstEntryAsync(path, copyData: true, cancellationToken).ConfigureAwait(false);
        return entry.DataStream is MemoryStream content ? content.ToArray() : [];
    }

    // The first entry is the path itself, also of a directory.
    async Task<TarEntry> FirstEntryAsync(string path, bool copyData, CancellationToken cancellationToken)
    {
        var archive = await engine.GetArchiveAsync(container, path, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                return await reader.GetNextEntryAsync(copyData, cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidDataException($"The engine sent an empty archive of '{path}'.");
        }
    }
}

/// <summary>What was found at a path.</summary>
/// <param name="Path">Where it is, after all links.</param>
/// <param name="Stat"><see langword="null"/> behind a link that leads nowhere.</param>
/// <param name="LinkTarget">Where the link leads to that was asked for; <see langword="null"/> if it was none.</param>
sealed record FoundFile(string Path, PathStat? Stat, string? LinkTarget);
