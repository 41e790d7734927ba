using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>The result of a build could not be written on this machine. Archives that were there before still
/// are.</summary>
public sealed class ImageOutputException : DockerException
{
    internal ImageOutputException(string message, string path, Exception cause)
        : base(message, cause) => Path = path;

    /// <summary>The file or directory that is in the way; absolute.</summary>
    public string Path { get; }
}
