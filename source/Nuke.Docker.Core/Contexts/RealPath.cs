namespace Nuke.Docker.Contexts;

/// <summary>The path of a file with all symbolic links in it resolved.</summary>
static class RealPath
{
    // Linux gives up at 40 as well.
    const int MaximumLinks = 40;

    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Of(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>(Names(path[real.Length..]));
        for (var links = 0; ahead.TryPop(out var name);)
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaximumLinks)
                throw new IOException($"'{path}' has too many symbolic links on its way.");
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (var part in Names(target[(Path.GetPathRoot(target) ?? "").Length..]))
                ahead.Push(part);
        }

        return real;
    }

    /// <summary>The names of a path, last one first.</summary>
    static IEnumerable<string> Names(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != ".")
            .Reverse();
}
