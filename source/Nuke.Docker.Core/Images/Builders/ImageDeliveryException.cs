using System.Net;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Builders;

/// <summary>An image was built elsewhere, and the engine did not take it.</summary>
sealed class ImageDeliveryException : DockerException
{
    ImageDeliveryException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>The engine answered the request that loads the image with something else.</summary>
    /// <param name="image">What messages call the image.</param>
    /// <param name="builder">Where it was built.</param>
    /// <param name="engine">The engine and its address, for messages.</param>
    /// <param name="refusal">The answer.</param>
    public static ImageDeliveryException Refused(
        string image, EngineEndpoint builder, string engine, EngineRequestException refusal)
    {
        var reason = refusal.Reason.Trim().TrimEnd('.').ReplaceLineEndings(" ");
        return new(
            $"Image {image} was built at {builder.Description}, and {engine} did not take it: {reason}. "
            + $"{Remedy(refusal, reason)} What was built is in the builder's cache.",
            refusal);
    }

    static string Remedy(EngineRequestException refusal, string reason) => refusal.Status switch
    {
        // Whatever the status: engines say it within an answer that has begun well.
        _ when IsDiskFull(reason) =>
            "Free space on the engine's machine, for example with 'docker system prune', and build again.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired =>
            $"Get the right to {refusal.Route} from whoever guards the engine, or build with the engine itself, "
            + "without a builder's address.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented =>
            $"What answers there has no {refusal.Route}: let a proxy in front of the engine pass it, or name another "
            + "engine with --docker-endpoint.",
        HttpStatusCode.RequestEntityTooLarge =>
            $"Raise the limit of what passes the proxy in front of the engine at {refusal.Route}, or go without the "
            + "proxy.",
        _ => "Look into the engine's log for more, mend it, and build again.",
    };

    static bool IsDiskFull(string reason) =>
        reason.Contains("no space left on device", StringComparison.OrdinalIgnoreCase)
        || reason.Contains("disk quota exceeded", StringComparison.OrdinalIgnoreCase)
        || reason.Contains("not enough space on the disk", StringComparison.OrdinalIgnoreCase);
}
