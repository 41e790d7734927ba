namespace Nuke.Docker.Contexts;

/// <summary>A directory that was walked: what will be sent, and the stream itself.</summary>
public sealed partial class ContextContent
{
    readonly string _root;
    readonly BuildContextSettings _settings;
    readonly IReadOnlyList<ContextEntry> _entries;
    readonly InjectedDockerfile? _injected;
    readonly IReadOnlyList<ContextAddition> _additions;

    internal ContextContent(
        string root,
        BuildContextSettings settings,
        IReadOnlyList<ContextEntry> entries,
        InjectedDockerfile? injected,
        string dockerfileName,
        IReadOnlyList<ContextAddition> additions)
    {
        _root = root;
        _settings = settings;
        _entries = entries;
        _injected = injected;
        _additions = additions;
        DockerfileName = dockerfileName;
        Files = entries.Count(entry => entry.Kind != ContextEntryKind.Directory);
        Bytes = entries.Sum(entry => entry.Length);
    }

    /// <summary>Number of files and links that the directory brings in; directories and additions are not
    /// counted.</summary>
    public int Files { get; }

    /// <summary>What they hold, in bytes, without tar headers.</summary>
    public long Bytes { get; }

    /// <summary>Path of the Dockerfile in the context: the <c>dockerfile</c> of <c>POST /build</c>.</summary>
    public string DockerfileName { get; }

    /// <summary>Whether one of the limits of the settings is exceeded.</summary>
    public bool IsLarge => Files > _settings.LargeContextFiles || Bytes > _settings.LargeContextBytes;

    /// <summary>The ten largest directories of the two upper levels, the largest one first.</summary>
    public IReadOnlyList<DirectorySize> LargestDirectories => field ??= DirectorySize.Rank(_entries);

    /// <summary>The same context with more in it. Additions replace files of the same path.</summary>
    public ContextContent With(IEnumerable<ContextAddition> additions)
    {
        var added = additions.ToList();
        var paths = added
            .SelectMany(addition => addition.Paths)
            .Select(path => path.Trim('/'))
            .ToHashSet(StringComparer.Ordinal);
        var visible = _entries.Where(entry => !IsShadowed(entry, paths)).ToList();
        return new(_root, _settings, visible, _injected, DockerfileName, [.. _additions, .. added])
        {
            OpenFile = OpenFile,
            Hidden = Hidden,
        };
    }

    static bool IsShadowed(ContextEntry entry, HashSet<string> paths)
    {
        var path = entry.Path;
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (paths.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(0, end)))
                return true;
        }

        // A file must make room for a directory that an addition needs in its place.
        return entry.Kind != ContextEntryKind.Directory
            && paths.Any(added => added.StartsWith(path + "/", StringComparison.Ordinal));
    }
}
