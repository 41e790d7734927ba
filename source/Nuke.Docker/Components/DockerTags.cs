using Nuke.Docker.Images;

namespace Nuke.Docker.Components;

/// <summary>The meaning of <c>--docker-tag</c>.</summary>
static class DockerTags
{
    /// <summary>Gives every repository of an image the tags of the command line instead of its own.</summary>
    /// <exception cref="FormatException">A text is not a tag.</exception>
    public static IEnumerable<ImageReference> Apply(
        IReadOnlyList<ImageReference> declared, IReadOnlyCollection<string>? tags) =>
        tags is { Count: > 0 }
            ? declared.DistinctBy(image => image.Repository)
                .SelectMany(image => tags.Select(tag => WithTag(image, tag)))
            : declared;

    static ImageReference WithTag(ImageReference image, string tag) =>
        ImageReference.TryParse($"{image.Repository}:{tag}", out var reference) && reference.Tag == tag
            ? reference
            : throw new FormatException(
                $"'{tag}' (from --docker-tag) is not a tag: up to 128 letters, digits, '_', '.' and '-', without the "
                + "name of the image.");
}
