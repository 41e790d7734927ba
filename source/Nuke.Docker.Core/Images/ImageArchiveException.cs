using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>Images could not be saved to an archive, or loaded from one.</summary>
public sealed class ImageArchiveException : DockerException
{
    internal ImageArchiveException(string message, string file, Exception? innerException = null)
        : base(message, innerException) => File = file;

    /// <summary>The archive.</summary>
    public string File { get; }
}
