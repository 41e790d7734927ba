using System.Formats.Tar;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>What a directory in a container holds, for messages about what is not there.</summary>
static class ContainerDirectory
{
    /// <summary>How many names a message shows.</summary>
    public const int MaximumNames = 10;

    // The engine has no route that lists a directory: its archive is read, and a large one not to the end.
    static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    /// <returns>Names in ordinal order; <see langword="null"/> if the directory does not exist.</returns>
    public static async Task<IReadOnlyList<string>?> NamesAsync(DockerEngine engine, string container, string directory, CancellationToken cancellationToken)
    {
        if (await engine.StatPathAsync(container, directory, cancellationToken).ConfigureAwait(false) is null)
            return null;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var archive = await engine.GetArchiveAsync(container, directory, limit.Token).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                var reader = new TarReader(archive);
                await using (reader.ConfigureAwait(false))
                    while (await reader.GetNextEntryAsync(copyData: false, limit.Token).ConfigureAwait(false) is { } entry)
                        if (ContainerPath.Below(ContainerPath.Name(directory), entry.Name) is [var name, ..])
                            names.Add(name);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A part of the names is help enough.
        }
        return [.. names];
    }
}
