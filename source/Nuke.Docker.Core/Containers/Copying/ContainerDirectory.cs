using System.Formats.Tar;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Copying;

/// <summary>What a directory in a container holds.</summary>
/// <remarks>The engine has no route that lists a directory: its archive is read.</remarks>
static class ContainerDirectory
{
    static readonly TimeSpan _glance = TimeSpan.FromSeconds(5);

    /// <summary>All names.</summary>
    /// <returns>Names in ordinal order; <see langword="null"/> if the directory does not exist.</returns>
    public static async Task<IReadOnlyCollection<string>?> NamesAsync(
        DockerEngine engine, string container, string directory, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        return await CollectAsync(names, engine, container, directory, cancellationToken).ConfigureAwait(false)
            ? names
            : null;
    }

    /// <summary>The names, or those that are seen within 5 s.</summary>
    public static async Task<DirectoryGlance> GlanceAsync(
        DockerEngine engine, string container, string directory, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_glance);
        try
        {
            var exists = await CollectAsync(names, engine, container, directory, limit.Token).ConfigureAwait(false);
            return new(directory, exists ? names : null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(directory, names, IsWhole: false);
        }
    }

    static async Task<bool> CollectAsync(
        SortedSet<string> names,
        DockerEngine engine,
        string container,
        string directory,
        CancellationToken cancellationToken)
    {
        if (await ContainerLinks.FollowAsync(engine, container, directory, cancellationToken).ConfigureAwait(false)
            is not (var path, { IsDirectory: true }))
            return false;
        var archive = await engine.GetArchiveAsync(container, path, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                    is { } entry)
                    if (ContainerPath.Below(ContainerPath.Name(path), entry.Name) is [var name, ..])
                        names.Add(name);
        }
        return true;
    }
}
