using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>How files of a layout are written, and what is said if they cannot be.</summary>
static class LayoutFiles
{
    /// <exception cref="BuildContentException">It cannot be written.</exception>
    public static T Write<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public static void Write(string path, Action write) => Write(path, () =>
    {
        write();
        return true;
    });

    /// <summary>Notes that a file is in use.</summary>
    /// <returns>Whether it is there still.</returns>
    public static bool IsTouched(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // Read only, or somebody else's: it can be read, and we could not remove it either.
        }
    }

    public static BuildContentException CannotWrite(string path, Exception cause) =>
        new($"'{path}' of a build's cache cannot be written: {FileFailure.Explain(cause)}", path, cause);
}
