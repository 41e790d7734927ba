using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>Gives an image on the engine more names.</summary>
/// <remarks>Engine API: <c>POST /images/&lt;name>/tag</c>.</remarks>
public static class ImageTag
{
    /// <summary>Gives the names. An image of ours that loses its last name to this one is removed.</summary>
    /// <param name="engine">Holds the image.</param>
    /// <param name="image">Its name or ID.</param>
    /// <param name="tags">The names; without a tag <c>latest</c>.</param>
    /// <param name="reporter">Hears of what cannot be removed.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="ArgumentException">A name has a digest.</exception>
    /// <exception cref="EngineRequestException">The engine does not have the image.</exception>
    public static async Task RunAsync(
        DockerEngine engine,
        string image,
        IReadOnlyList<ImageReference> tags,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw(
            $"Image '{image}' cannot be tagged",
            tags.Where(tag => tag.Digest is not null)
                .Select(tag => $"'{tag}' has a digest; the registry makes digests itself."));
        var replaced = await ReplacedImages.FindAsync(engine, tags, cancellationToken).ConfigureAwait(false);
        foreach (var tag in tags)
            await engine.TagImageAsync(image, tag.Repository, tag.Tag ?? ImageReference.DefaultTag, cancellationToken)
                .ConfigureAwait(false);
        await replaced.RemoveAsync(engine, reporter, cancellationToken).ConfigureAwait(false);
    }
}
