using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>What the command line says about caches.</summary>
static class CacheParameters
{
    const string From = "--docker-cache-from";
    const string To = "--docker-cache-to";

    /// <summary>Stands for the name of the image that is built.</summary>
    const string Placeholder = "{image}";

    /// <summary>Adds the caches to the settings of one image.</summary>
    /// <param name="image">Its name; that of a builder image ends with <c>-builder</c>.</param>
    /// <exception cref="FormatException">A text is no cache.</exception>
    public static ImageBuildSettings Apply(IHazDockerImages build, ImageBuildSettings settings, string image) =>
        settings
        .AddCacheFrom((build.DockerCacheFrom ?? []).Select(text => Parse(build, text, image, From)))
        .AddCacheTo((build.DockerCacheTo ?? []).Select(text => Parse(build, text, image, To)));

    /// <summary>Refuses a place that one image after another would write to.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    /// <exception cref="FormatException">A text is no cache.</exception>
    public static void Check(IHazDockerImages build)
    {
        foreach (var text in build.DockerCacheFrom ?? [])
            Parse(build, text, "image", From);
        foreach (var text in build.DockerCacheTo ?? [])
        {
            if (Parse(build, text, "image", To) is BuildCache.Inline
                || text.Contains(Placeholder, StringComparison.Ordinal))
                continue;
            var images = ImagePlan.Waves(build.DockerImages, build.DockerImageNames).SelectMany(wave => wave)
                .Sum(image => image is BuilderPattern ? 2 : 1);
            if (images > 1)
                throw new ArgumentException(
                    $"'{text}' (from {To}) would be written for {images} images, builder images included, each in the "
                    + $"place of the one before. Write {Placeholder} where their names belong.");
        }
    }

    static BuildCache Parse(IHazDockerImages build, string text, string image, string parameter)
    {
        var cache = BuildCache.Parse(text.Replace(Placeholder, image, StringComparison.Ordinal), text, parameter);
        return cache is BuildCache.Local local
            ? local with { Directory = Path.GetFullPath(local.Directory, build.RootDirectory) }
            : cache;
    }
}
