using Nuke.Docker.Contracts;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>The runtime image, which is what the whole was for.</summary>
public sealed record RuntimeImage
{
    internal RuntimeImage()
    {
    }

    /// <summary>The image's ID.</summary>
    public required string Id { get; init; }

    /// <summary>The image's names.</summary>
    public required IReadOnlyList<ImageReference> Tags { get; init; }

    /// <summary>The image's size as the engine counts it, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How the image is best called: by its first tag, or by its ID.</summary>
    public string Name => Tags is [var first, ..] ? first.ToString() : Id;

    /// <summary>The contract of the image.</summary>
    public ImageContract Should() => ImageContract.For(Name);
}
