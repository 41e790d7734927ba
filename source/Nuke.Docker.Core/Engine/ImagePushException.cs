namespace Nuke.Docker.Engine;

/// <summary>An image did not reach its registry.</summary>
public sealed class ImagePushException : DockerException
{
    internal ImagePushException(string image, string reason, Exception? innerException = null)
        : base($"Image '{image}' was not pushed: {reason}", innerException) => (Image, Reason) = (image, reason);

    /// <summary>Repository and tag, such as <c>registry.example.com/shop:1.4.0</c>.</summary>
    public string Image { get; }

    /// <summary>The engine's or the registry's own words.</summary>
    public string Reason { get; }
}
