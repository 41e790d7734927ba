namespace Nuke.Docker.Containers;

/// <summary>Paths in a container: always <c>/</c> separated, whatever the machine is that asks.</summary>
static class ContainerPath
{
    static readonly char[] _wildcards = ['*', '?', '['];

    /// <summary>An absolute path without <c>.</c>, doubled and trailing separators.</summary>
    public static string Combine(string directory, string path) =>
        "/" + string.Join('/', Segments(path.StartsWith('/') ? path : $"{directory}/{path}"));

    public static string Parent(string path) => path[..Math.Max(path.LastIndexOf('/'), 1)];

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The directory above the first segment with a wildcard.</summary>
    public static string StaticPrefix(string pattern) =>
        "/" + string.Join('/', Segments(pattern).TakeWhile(segment => segment.IndexOfAny(_wildcards) < 0));

    /// <summary>An archive's entry as segments below the archived path, none for that path itself.</summary>
    /// <exception cref="InvalidDataException">The entry lies outside of it.</exception>
    public static string[] Below(string archiveRoot, string entry)
    {
        var segments = Segments(entry).ToArray();
        if (segments.Contains(".."))
            throw new InvalidDataException(
                $"The engine sent an archive with the entry '{entry}', which leaves its root. Nothing was copied.");
        return archiveRoot.Length > 0 && segments.Length > 0 && segments[0] == archiveRoot ? segments[1..] : segments;
    }

    public static IEnumerable<string> Segments(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment is not ".");
}
