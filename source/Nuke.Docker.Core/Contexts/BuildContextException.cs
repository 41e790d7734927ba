namespace Nuke.Docker.Contexts;

/// <summary>A build context cannot be made or sent. The message names the path and says what to do.</summary>
public sealed class BuildContextException : IOException
{
    internal BuildContextException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Absolute path of the file or directory that is in the way.</summary>
    public string Path { get; }
}
