namespace Nuke.Docker.Machine;

/// <summary>Where downloads and assembled images wait for the next run: <c>$XDG_CACHE_HOME/nuke-docker</c>.</summary>
/// <remarks>Everything in it can be removed at any time; it comes back.</remarks>
static class CacheDirectory
{
    static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    public static string Root { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "nuke-docker");

    /// <summary>The path of a cached file or directory, made first if it is not there.</summary>
    /// <param name="name">Below <see cref="Root"/>.</param>
    /// <param name="makeAsync">Writes to the path that it is given; renamed only when it is complete.</param>
    /// <param name="cancellationToken">Ends the making; nothing half made stays.</param>
    public static async Task<string> GetAsync(
        string name, Func<string, CancellationToken, Task> makeAsync, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Root, name);
        if (Path.Exists(path))
            return path;

        using var _ = await FileLock.TakeAsync(path + ".lock", _limit, cancellationToken);
        if (Path.Exists(path))
            return path; // Another process made it while we waited.

        var partial = path + ".partial";
        Remove(partial);
        try
        {
            await makeAsync(partial, cancellationToken);
            Directory.Move(partial, path);
            return path;
        }
        finally
        {
            Remove(partial);
        }
    }

    static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }
}
