using Nuke.Docker.Images;

namespace Nuke.Docker.Contracts;

/// <summary>Where contracts begin.</summary>
public static class ImageContractExtensions
{
    /// <summary>The contract of an image that was built.</summary>
    public static ImageContract Should(this BuiltImage image) => ImageContract.For(image.Name);
}
