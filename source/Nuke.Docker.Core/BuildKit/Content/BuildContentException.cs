using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>A cache or an image layout of this machine cannot be used.</summary>
sealed class BuildContentException(string message, string path, Exception? innerException = null)
    : DockerException(message, innerException)
{
    /// <summary>The file or directory.</summary>
    public string Path => path;
}
