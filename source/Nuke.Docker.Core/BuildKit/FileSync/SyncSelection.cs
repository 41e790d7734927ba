using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>What of a directory a request is about.</summary>
/// <remarks>
/// The ignore file is not asked here, although a request repeats its lines: the directory was listed by its rules
/// already.
/// </remarks>
sealed class SyncSelection
{
    readonly DockerIgnore _patterns;
    readonly List<SyncedFile> _selected = [];
    readonly Stack<Above> _above = new();

    SyncSelection(DockerIgnore patterns) => _patterns = patterns;

    /// <param name="includes">Patterns; empty means everything.</param>
    /// <param name="followPaths">Paths whose links are followed; empty adds nothing.</param>
    /// <returns>The entries in their order, each with the directories above it, which BuildKit insists on.</returns>
    /// <exception cref="FormatException">A pattern is malformed.</exception>
    public static IReadOnlyList<SyncedFile> Select(
        SyncedDirectory directory, IReadOnlyList<string> includes, IReadOnlyList<string> followPaths)
    {
        if (FollowedPaths.Resolve(followPaths, directory.Files) is not { } followed)
            return directory.Files;
        var patterns = DockerIgnore.Of([.. includes, .. followed]);
        if (patterns.Count == 0)
            return directory.Files;
        var selection = new SyncSelection(patterns);
        foreach (var file in directory.Files)
            selection.Consider(file);
        return selection._selected;
    }

    void Consider(SyncedFile file)
    {
        var path = file.Stat.Path;
        while (_above.TryPeek(out var top) && !path.StartsWith(top.Prefix, StringComparison.Ordinal))
            _above.Pop();

        // A pattern takes all that is below what it matches.
        var verdicts = new bool[_patterns.Count];
        var isSelected = _patterns.Ignores(path, _above.TryPeek(out var parent) ? parent.Verdicts : [], verdicts);
        if (isSelected)
        {
            SelectAbove();
            _selected.Add(file);
        }

        if (file.Stat.Mode.IsDirectory)
            _above.Push(new Above(file, $"{path}/", verdicts) { IsSelected = isSelected });
    }

    void SelectAbove()
    {
        foreach (var directory in _above.Reverse().SkipWhile(directory => directory.IsSelected))
        {
            _selected.Add(directory.File);
            directory.IsSelected = true;
        }
    }

    /// <summary>A directory above the entry at hand.</summary>
    sealed record Above(SyncedFile File, string Prefix, bool[] Verdicts)
    {
        public bool IsSelected { get; set; }
    }
}
