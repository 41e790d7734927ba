using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Images;

/// <summary>What is wrong with caches, named contexts and limits, whichever builder they are for.</summary>
static class SolveViolations
{
    public static IEnumerable<string> Of(ImageBuildSettings settings) =>
        OfCaches(settings).Concat(OfContexts(settings)).Concat(OfLimits(settings));

    static IEnumerable<string> OfCaches(ImageBuildSettings settings)
    {
        if (settings.CacheFrom.OfType<BuildCache.Inline>().Any())
            yield return "a cache inside an image is read from that image: name it in AddCacheFrom.";
        foreach (var cache in settings.CacheFrom.Concat(settings.CacheTo).OfType<BuildCache.Local>().Distinct())
            if (!Path.IsPathFullyQualified(cache.Directory))
                yield return $"the directory '{cache.Directory}' of a cache is not an absolute path.";
        foreach (var cache in settings.CacheTo)
            foreach (var violation in ExportOf(cache).Violations())
                yield return $"the cache '{cache}' {violation}";
        foreach (var cache in settings.CacheTo.GroupBy(cache => cache).Where(same => same.Count() > 1))
            yield return $"the cache '{cache.Key}' is to be written twice.";
    }

    static BuildCacheExport ExportOf(BuildCache cache) => cache switch
    {
        BuildCache.Registry { Export: var export } => export,
        BuildCache.Local { Export: var export } => export,
        _ => BuildCacheExport.Default,
    };

    static IEnumerable<string> OfContexts(ImageBuildSettings settings)
    {
        foreach (var (name, context) in settings.NamedContexts)
        {
            if (!ImageReference.TryParse(name, out var reference) || reference.Digest is not null)
                yield return $"the name '{name}' of a context is not one that an image could have.";
            if (PathOf(context) is { } path && !Path.IsPathFullyQualified(path))
                yield return IsAddress(path)
                    ? $"the context '{name}' is an address. Write GitSource.Parse(…) around it: it is a path otherwise."
                    : $"the path '{path}' of the context '{name}' is not absolute.";
        }
    }

    static bool IsAddress(string path) => GitSource.IsGit(path) || SourceViolations.IsWebAddress(path);

    static string? PathOf(NamedContext context) => context switch
    {
        NamedContext.Directory { Path: var path } => path,
        NamedContext.Archive { Path: var path } => path,
        NamedContext.OciLayout { Path: var path } => path,
        _ => null,
    };

    static IEnumerable<string> OfLimits(ImageBuildSettings settings)
    {
        foreach (var limit in settings.ResourceLimits)
        {
            if (limit.Name.Length == 0 || !limit.Name.All(char.IsAsciiLetterLower))
                yield return $"'{limit.Name}' is no resource that has a limit, such as 'nofile'.";
            if (limit.Soft < -1 || limit.Hard < -1 || (limit.Hard >= 0 && (limit.Soft < 0 || limit.Soft > limit.Hard)))
                yield return $"the limit '{limit}' allows more than its hard limit, or is below -1, which means none.";
        }
    }
}
