using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Images.Builders;

/// <summary>What of the settings takes BuildKit.</summary>
/// <remarks>The classic builder would leave it out without a word.</remarks>
static class ClassicRefusals
{
    /// <param name="settings">What is about to be built.</param>
    /// <param name="file"><see langword="null"/> if only the engine reads it.</param>
    /// <param name="reason">Why it is the classic builder.</param>
    /// <exception cref="NotSupportedException">A setting takes BuildKit.</exception>
    public static void Check(ImageBuildSettings settings, DockerfileSource? file, ClassicReason reason)
    {
        if (Refused(settings, file).FirstOrDefault() is { } what)
            throw reason.Refuse($"Image {ImageBuildNames.Of(settings)} cannot be built: {what}");
    }

    static IEnumerable<string> Refused(ImageBuildSettings settings, DockerfileSource? file)
    {
        foreach (var (name, context) in settings.NamedContexts)
            if (context is not NamedContext.Definition)
                yield return $"the context '{name}'";
            else if (UseOf(name, context, settings, file) is { } use)
                yield return use;
        foreach (var cache in settings.CacheTo)
            yield return $"writing the cache '{cache}'";
        foreach (var cache in settings.CacheFrom.OfType<BuildCache.Local>())
            yield return $"reading the cache '{cache}'";
        if (settings.NoCacheStages is [var stage, ..])
            yield return $"building the stage '{stage}' without cache";
        if (settings.Platforms.Count > 1)
            yield return $"an image for {string.Join(" and ", settings.Platforms)}";
    }

    /// <summary>Where the file names another image of the build by a name that the engine does not know it
    /// by.</summary>
    static string? UseOf(string name, NamedContext context, ImageBuildSettings settings, DockerfileSource? file)
    {
        var reference = ((NamedContext.Definition)context).Reference;
        if (ContextNames.Familiar(reference.ToString()) == ContextNames.Familiar(name))
            return null;
        return BaseImages.Of(settings, file).Any(image => ContextNames.Familiar(image) == ContextNames.Familiar(name))
            ? $"'{name}' as a name of the image '{reference}'"
            : null;
    }
}
