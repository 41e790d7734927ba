using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>The untagged image of the last good step, which the classic builder leaves behind when a build fails or is cancelled.</summary>
static class UnfinishedImages
{
    static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    /// <summary>Removes what one build has made, from the last step back to the first, as far as nothing else needs it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="created">Short IDs in the order of the steps, as the engine announced them.</param>
    public static async Task RemoveAsync(DockerEngine engine, IReadOnlyList<string> created)
    {
        // Not the caller's token: that one may be what ended the build.
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            foreach (var id in await UntaggedAsync(engine, created, limit.Token).ConfigureAwait(false))
                await engine.RemoveImageAsync(id, force: false, keepParents: true, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            // The build's own failure is what the user has to hear of, and often the reason for this one.
        }
    }

    static async Task<IReadOnlyList<string>> UntaggedAsync(DockerEngine engine, IReadOnlyList<string> created, CancellationToken cancellationToken)
    {
        var known = new List<ImageDetails>();
        foreach (var id in created)
            if (await engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false) is { RepoTags: [] } image)
                known.Add(image);
        return [.. known.AsEnumerable().Reverse().Select(image => image.Id).Distinct()];
    }
}
