using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Turns the sources of <c>COPY</c> into patterns: each path, the links on its way, and what those lead
/// to.</summary>
/// <remarks>Links lead to places inside the directory, an absolute target too: the directory is what they see as
/// root.</remarks>
sealed class FollowedPaths
{
    readonly Dictionary<string, string> _links;
    readonly SortedSet<string> _patterns = new(StringComparer.Ordinal);

    FollowedPaths(IEnumerable<SyncedFile> files) =>
        _links = files.Select(file => file.Stat)
            .Where(stat => stat.Mode.IsSymbolicLink)
            .ToDictionary(stat => stat.Path, stat => stat.LinkName, StringComparer.Ordinal);

    /// <summary>The patterns; <see langword="null"/> if one of the paths is the whole directory.</summary>
    public static IReadOnlyCollection<string>? Resolve(IReadOnlyList<string> paths, IEnumerable<SyncedFile> files)
    {
        var followed = new FollowedPaths(files);
        return paths.All(path => followed.TryAppend(Names(path))) ? followed._patterns : null;
    }

    bool TryAppend(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return false;
        var current = "";
        for (var i = 0; i < names.Count; i++)
        {
            current = Join(current, names[i]);
            var rest = names.Skip(i + 1);
            if (TargetsOf(current) is not [_, ..] targets)
                continue;
            // Seen already: links may go round in circles.
            return !_patterns.Add(current) || targets.All(target => TryAppend([.. target, .. rest]));
        }

        _patterns.Add(current);
        return true;
    }

    /// <summary>Where a path leads if it is a link; where all links lead that its last part matches, if that has
    /// wildcards.</summary>
    List<IReadOnlyList<string>> TargetsOf(string path)
    {
        var (directory, name) = Split(path);
        if (name.AsSpan().IndexOfAny('*', '?', '[') < 0)
            return _links.TryGetValue(path, out var target) ? [Follow(directory, target)] : [];
        var pattern = IgnorePattern.Parse(name);
        return
        [
            .. from link in _links
               let place = Split(link.Key)
               where place.Directory == directory && pattern!.Matches(place.Name)
               select Follow(directory, link.Value),
        ];
    }

    static IReadOnlyList<string> Follow(string directory, string target) =>
        Names(target.StartsWith('/') ? target : Join(directory, target));

    /// <summary>The parts of a path, with <c>.</c> and <c>..</c> worked in; nothing lies above the directory.</summary>
    static List<string> Names(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (name != "..")
                names.Add(name);
            else if (names.Count > 0)
                names.RemoveAt(names.Count - 1);
        }

        return names;
    }

    static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";

    static (string Directory, string Name) Split(string path) =>
        path.LastIndexOf('/') is >= 0 and var end ? (path[..end], path[(end + 1)..]) : ("", path);
}
