namespace Nuke.Docker.Contexts;

/// <summary>Refuses what cannot be, or is hardly meant to be, a build context.</summary>
internal static class ContextGuard
{
    /// <summary>Returns the real path of the directory, with links resolved as the docker CLI does.</summary>
    public static string Check(string directory, string home, bool allowRootOrHome)
    {
        if (File.Exists(directory))
            throw new BuildContextException($"Build context '{directory}' is a file. Name its directory, and the file as the Dockerfile if it is one.", directory);
        if (!Directory.Exists(directory))
            throw new BuildContextException($"Build context '{directory}' does not exist.", directory);

        var real = RealPath.Of(directory);
        Refuse(directory, real, home, allowRootOrHome);
        return real;
    }

    internal static void Refuse(string directory, string real, string home, bool allowRootOrHome)
    {
        var kind = real == Path.GetPathRoot(real) ? "the root of a file system" : IsHome(real, home) ? "a home directory" : null;
        if (kind is not null && !allowRootOrHome)
            throw new BuildContextException($"Build context '{directory}' is {kind}, and everything in it would be sent. Choose a directory below it, or set {nameof(BuildContextSettings.AllowRootOrHome)} if that is what you want.", directory);
    }

    static bool IsHome(string directory, string home)
    {
        var parent = Path.GetDirectoryName(directory);
        return directory == Path.TrimEndingDirectorySeparator(home)
            || directory is "/root" or "/var/root"
            || parent is "/home" or "/var/home"
            || string.Equals(parent, Path.Combine(Path.GetPathRoot(directory)!, "Users"), StringComparison.OrdinalIgnoreCase);
    }
}
