using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>The builder image, which a container can be created from.</summary>
public sealed record BuilderImage
{
    internal BuilderImage()
    {
    }

    /// <summary>The image's ID.</summary>
    public required string Id { get; init; }

    /// <summary>The image's first tag, or its short ID.</summary>
    public required string Name { get; init; }

    /// <summary>Which builder has built it.</summary>
    public ImageBuilder Builder { get; init; }

    /// <summary>The image's size as the engine counts it, in bytes.</summary>
    public required long SizeBytes { get; init; }
}
