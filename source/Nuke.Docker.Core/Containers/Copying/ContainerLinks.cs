using System.Net;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Symbolic links at the end of a path in a container; those on the way to it the engine follows
/// itself.</summary>
static class ContainerLinks
{
    /// <summary>What the path stands for, within the container's own root.</summary>
    /// <returns>The path itself if it is no link; <see langword="null"/> if nothing is there, or the link points
    /// nowhere.</returns>
    public static async Task<(string Path, PathStat Stat)?> FollowAsync(
        DockerEngine engine, string container, string path, CancellationToken cancellationToken)
    {
        var stat = await StatAsync(engine, container, path, cancellationToken).ConfigureAwait(false);
        if (stat is not { LinkTarget.Length: > 0 })
            return stat is null ? null : (path, stat);
        // The engine resolves the whole chain of links at once.
        var target = ContainerPath.Combine(ContainerPath.Parent(path), stat.LinkTarget);
        return await engine.StatPathAsync(container, target, cancellationToken).ConfigureAwait(false) is { } found
            ? (target, found)
            : null;
    }

    /// <summary>What is at a path, a link not followed.</summary>
    public static async Task<PathStat?> StatAsync(
        DockerEngine engine, string container, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.StatPathAsync(container, path, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineRequestException exception) when (exception.Status is HttpStatusCode.InternalServerError
            && path is not "/")
        {
            // That is how engines up to 28 say that the path leads through a file.
            if (await FollowAsync(engine, container, ContainerPath.Parent(path), cancellationToken)
                .ConfigureAwait(false) is not (_, { IsDirectory: true }))
                return null;
            throw;
        }
    }
}
