namespace Nuke.Docker.Images;

public static partial class ImageBuildSettingsExtensions
{
    /// <inheritdoc cref="ImageBuildSettings.CacheFrom"/>
    public static ImageBuildSettings AddCacheFrom(
        this ImageBuildSettings settings, params IEnumerable<BuildCache> caches) =>
        settings with { CacheFrom = [.. settings.CacheFrom, .. caches] };

    /// <summary>Adds images whose layers may be taken as cache.</summary>
    public static ImageBuildSettings AddCacheFrom(
        this ImageBuildSettings settings, params IEnumerable<ImageReference> images) =>
        settings.AddCacheFrom(images.Select(image => new BuildCache.Registry(image)));

    /// <inheritdoc cref="ImageBuildSettings.CacheFrom"/>
    public static ImageBuildSettings ClearCacheFrom(this ImageBuildSettings settings) =>
        settings with { CacheFrom = [] };

    /// <inheritdoc cref="ImageBuildSettings.CacheTo"/>
    public static ImageBuildSettings AddCacheTo(
        this ImageBuildSettings settings, params IEnumerable<BuildCache> caches) =>
        settings with { CacheTo = [.. settings.CacheTo, .. caches] };

    /// <inheritdoc cref="ImageBuildSettings.CacheTo"/>
    public static ImageBuildSettings ClearCacheTo(this ImageBuildSettings settings) => settings with { CacheTo = [] };

    /// <summary>Lets a stage that is built by itself write places of its own, and read them as well.</summary>
    internal static ImageBuildSettings WithCachesOfStage(this ImageBuildSettings settings, string stage) =>
        settings with
    {
        CacheFrom = [.. settings.CacheFrom, .. settings.CacheFrom.Select(cache => cache.OfStage(stage))],
        CacheTo = [.. settings.CacheTo.Select(cache => cache.OfStage(stage))],
    };

    /// <inheritdoc cref="ImageBuildSettings.NoCacheStages"/>
    public static ImageBuildSettings SetNoCacheStages(
        this ImageBuildSettings settings, params IEnumerable<string> stages) =>
        settings with { NoCacheStages = [.. stages] };

    /// <inheritdoc cref="ImageBuildSettings.NoCacheStages"/>
    public static ImageBuildSettings AddNoCacheStages(
        this ImageBuildSettings settings, params IEnumerable<string> stages) =>
        settings with { NoCacheStages = [.. settings.NoCacheStages, .. stages] };

    /// <inheritdoc cref="ImageBuildSettings.NoCacheStages"/>
    public static ImageBuildSettings ClearNoCacheStages(this ImageBuildSettings settings) =>
        settings with { NoCacheStages = [] };
}
