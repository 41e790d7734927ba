namespace Nuke.Docker.Engine;

/// <summary>What went wrong with an engine, an image or a container. The first line of the message stands
/// alone.</summary>
public abstract class DockerException : Exception
{
    private protected DockerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
