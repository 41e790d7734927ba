namespace Nuke.Docker.Images;

/// <summary>What came of an <see cref="ImagePush"/>.</summary>
public sealed record PushedImage
{
    /// <summary>The image as it was pushed, with its tag.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>The digest that the registry knows it by: <c>sha256:</c> and 64 digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The image by its digest: what this name stands for never changes.</summary>
    public ImageReference Reference => ImageReference.Parse($"{Image.Repository}@{Digest}");
}
