using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>What becomes of images that have a secret in them: nobody finds them under the build's names.</summary>
static class LeakingImages
{
    /// <summary>Takes the build's names from the images, and removes each with its last name.</summary>
    /// <returns>What was found, in words.</returns>
    /// <remarks>
    /// The build may not have made them: with every step cached it finds the image of one that did not know the secret.
    /// </remarks>
    public static async Task<SecretLeakException> RemoveAsync(
        DockerEngine engine,
        string name,
        IReadOnlyList<ImageLeak> leaks,
        IReadOnlyList<ImageReference> tags,
        CancellationToken cancellationToken)
    {
        var images = await ImageTree.ListAsync(engine, cancellationToken).ConfigureAwait(false);
        var left = new List<string>();
        foreach (var id in leaks.Select(leak => leak.Image).Distinct())
            if (await engine.FindImageAsync(id, cancellationToken).ConfigureAwait(false) is { } image)
            {
                string[] own = [.. image.RepoTags.Where(name => IsOf(name, tags))];
                left.AddRange(image.RepoTags.Except(own));
                if (own.Length > 0 || image.RepoTags.Count == 0)
                    await images.RemoveAsync(image.Id, own, cancellationToken).ConfigureAwait(false);
            }
        return Describe(name, leaks, left.Count == 0
            ? "The image was removed."
            : "The image lost the names of this build, but stays as "
                + $"{string.Join(", ", left.Select(tag => $"'{tag}'"))}: remove it there.");
    }

    /// <summary>What was found in an archive that did not get its name.</summary>
    public static SecretLeakException Unwritten(string name, string file, IReadOnlyList<ImageLeak> leaks) =>
        Describe(name, leaks, $"'{file}' was not written.");

    static SecretLeakException Describe(string name, IReadOnlyList<ImageLeak> leaks, string end)
    {
        var first = $"Image {name} gave away {leaks[0].Secret}: it is in {leaks[0].Place}. {end} "
            + "Read the value with RUN --mount=type=secret instead.";
        return new SecretLeakException(
            string.Join('\n', [first, .. leaks.Skip(1).Select(leak => $"  {leak.Secret} is in {leak.Place}")]),
            [.. leaks.Select(leak => leak.Place)]);
    }

    /// <summary>Whether a name is one that the build gives.</summary>
    static bool IsOf(string name, IReadOnlyList<ImageReference> tags) =>
        ImageReference.TryParse(name, out var tag) && tags.Any(own => IsSame(tag, own) || StageImages.IsOf(tag, own));

    static bool IsSame(ImageReference tag, ImageReference own) =>
        tag.Repository == own.Repository
        && (tag.Tag ?? ImageReference.DefaultTag) == (own.Tag ?? ImageReference.DefaultTag);
}
