namespace Nuke.Docker.Contexts;

/// <summary>A build context cannot be made or sent. The message names the path and says what to do.</summary>
public sealed class BuildContextException : IOException
{
    internal BuildContextException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    internal static BuildContextException Unreadable(string kind, string path, Exception cause) =>
        new(
            $"{kind} '{path}' of the build context cannot be read: {cause.Message} " +
            $"Make it readable or exclude it in {IgnoreRules.FileName}.",
            path,
            cause);

    /// <summary>Absolute path of the file or directory that is in the way.</summary>
    public string Path { get; }
}
