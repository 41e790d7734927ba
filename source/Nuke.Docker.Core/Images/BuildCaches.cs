using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>The caches of a build as BuildKit is told of them, with the directories that they are in.</summary>
sealed class BuildCaches
{
    readonly List<ExporterEntry> _imports = [];
    readonly List<ExporterEntry> _exports = [];
    readonly Dictionary<string, LayoutDirectory> _directories = new(StringComparer.Ordinal);

    BuildCaches()
    {
    }

    public IReadOnlyList<ExporterEntry> Imports => _imports;

    public IReadOnlyList<ExporterEntry> Exports => _exports;

    public IReadOnlyDictionary<string, LayoutDirectory> Directories => _directories;

    /// <summary>Looks what there is to read; what is not there yet is told, and left out.</summary>
    /// <exception cref="BuildContentException">What is there is no cache.</exception>
    public static BuildCaches Open(ImageBuildSettings settings, IProgressReporter reporter)
    {
        var caches = new BuildCaches();
        foreach (var cache in settings.CacheFrom)
            caches.AddImport(cache, reporter);
        foreach (var cache in settings.CacheTo)
            caches.AddExport(cache);
        return caches;
    }

    void AddImport(BuildCache cache, IProgressReporter reporter)
    {
        if (cache is BuildCache.Registry { Reference: var reference })
            Add(_imports, "registry", [new("ref", reference.ToString())]);
        if (cache is not BuildCache.Local { Directory: var directory })
            return;
        if (LayoutIndex.ReadFrom(directory) is not { } index)
        {
            reporter.Report(new ProgressEvent.Notice($"There is no cache in '{directory}' yet."));
            return;
        }

        var digest = index.Find(LayoutIndex.Latest) ?? index.Find(name: null) ?? throw new BuildContentException(
            $"The layout '{directory}' has no '{LayoutIndex.Latest}' to be read as a cache. "
            + $"It has {string.Join(", ", index.Names)}.",
            directory);
        var name = NameOf(directory);
        _directories[name].Use(digest);
        Add(_imports, "local", [new("src", name), new("digest", digest.ToString())]);
    }

    void AddExport(BuildCache cache)
    {
        switch (cache)
        {
            case BuildCache.Registry { Reference: var reference, Mode: var mode, Export: var export }:
                Add(
                    _exports,
                    "registry",
                    [new("ref", reference.ToString()), new("mode", Text(mode)), .. export.Attributes()]);
                break;
            case BuildCache.Local { Directory: var directory, Mode: var mode, Export: var export }:
                var name = NameOf(directory);
                _directories[name].RemoveAbandoned(DateTime.UtcNow);
                Add(_exports, "local", [new("dest", name), new("mode", Text(mode)), .. export.Attributes()]);
                break;
            default:
                Add(_exports, "inline", []);
                break;
        }
    }

    /// <summary>What BuildKit calls a directory: it need not know where it is.</summary>
    string NameOf(string directory)
    {
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        foreach (var (known, layout) in _directories)
            if (layout.Name == directory)
                return known;
        var name = $"cache{_directories.Count}";
        _directories.Add(name, new LayoutDirectory(directory) { IsCache = true });
        return name;
    }

    static string Text(BuildCacheMode mode) => mode is BuildCacheMode.Max ? "max" : "min";

    static void Add(
        List<ExporterEntry> caches, string type, IEnumerable<KeyValuePair<string, string>> attributes) =>
        caches.Add(new(type, new Dictionary<string, string>(attributes)));
}
