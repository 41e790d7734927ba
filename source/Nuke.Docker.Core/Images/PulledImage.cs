namespace Nuke.Docker.Images;

/// <summary>What came of an <see cref="ImagePull"/>.</summary>
public sealed record PulledImage
{
    /// <summary>The ID: <c>sha256:</c> and 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The image by its digest: what this name stands for never changes.</summary>
    public required ImageReference Reference { get; init; }

    /// <summary>The image's size as the engine counts it, in bytes.</summary>
    public required long SizeBytes { get; init; }
}
