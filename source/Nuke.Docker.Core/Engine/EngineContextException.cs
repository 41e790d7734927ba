namespace Nuke.Docker.Engine;

/// <summary>A Docker context, or the configuration that names it, cannot be read.</summary>
public sealed class EngineContextException : DockerException
{
    internal EngineContextException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
