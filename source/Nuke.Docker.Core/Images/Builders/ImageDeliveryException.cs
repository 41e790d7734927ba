using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Builders;

/// <summary>An image was built elsewhere, and the engine did not take it.</summary>
sealed class ImageDeliveryException(string message, Exception cause) : DockerException(message, cause);
