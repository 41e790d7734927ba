using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>An image that was made of a container.</summary>
public sealed record CommittedImage
{
    internal CommittedImage()
    {
    }

    /// <summary>The image's ID.</summary>
    public required string Id { get; init; }

    /// <summary>The image's names.</summary>
    public required IReadOnlyList<ImageReference> Tags { get; init; }

    /// <summary>The image's size as the engine counts it, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How the image is best called: by its first tag.</summary>
    public string Name => Tags[0].ToString();
}
