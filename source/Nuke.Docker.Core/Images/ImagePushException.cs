using Nuke.Docker.Engine;
using Nuke.Docker.Images.Failures;

namespace Nuke.Docker.Images;

/// <summary>An image did not reach its registry.</summary>
public sealed class ImagePushException : DockerException
{
    internal ImagePushException(RegistryRefusal refusal, Exception cause)
        : base($"Image '{refusal.Image}' was not pushed: {refusal.Text}", cause) =>
        (Image, Failure, Reason) = (refusal.Image, refusal.Failure, refusal.Words);

    /// <summary>The image, such as <c>registry.example.com/shop:1.4.0</c>.</summary>
    public ImageReference Image { get; }

    /// <summary>What kind of failure it is.</summary>
    public RegistryFailure Failure { get; }

    /// <summary>The engine's or the registry's own words.</summary>
    public string Reason { get; }
}
