namespace Nuke.Docker.Contexts;

/// <summary>Refuses what cannot be, or is hardly meant to be, a build context.</summary>
static class ContextGuard
{
    /// <summary>Returns the real path of the directory, with links resolved as the docker CLI does.</summary>
    public static string Check(string directory, string home, bool allowRootOrHome)
    {
        var problem = File.Exists(directory)
            ? "is a file. Name its directory, and the file as the Dockerfile if it is one."
            : Directory.Exists(directory) ? null
            : "does not exist.";
        if (problem is not null)
            throw new BuildContextException($"Build context '{directory}' {problem}", directory);

        var real = RealPath.Of(directory);
        Refuse(directory, real, home, allowRootOrHome);
        return real;
    }

    internal static void Refuse(string directory, string real, string home, bool allowRootOrHome)
    {
        var kind = real == Path.GetPathRoot(real) ? "the root of a file system"
            : IsHome(real, home) ? "a home directory"
            : null;
        if (kind is null || allowRootOrHome)
            return;
        throw new BuildContextException(
            $"Build context '{directory}' is {kind}, and everything in it would be sent. Choose a directory below it, "
            +
            $"or set {nameof(BuildContextSettings.AllowRootOrHome)} if that is what you want.",
            directory);
    }

    static bool IsHome(string directory, string home)
    {
        var parent = Path.GetDirectoryName(directory);
        var users = Path.Combine(Path.GetPathRoot(directory)!, "Users");
        return directory == Path.TrimEndingDirectorySeparator(home)
            || directory is "/root" or "/var/root"
            || parent is "/home" or "/var/home"
            || string.Equals(parent, users, StringComparison.OrdinalIgnoreCase);
    }
}
