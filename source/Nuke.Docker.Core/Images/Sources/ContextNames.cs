namespace Nuke.Docker.Images.Sources;

/// <summary>What a name in a Dockerfile stands for, if contexts have names.</summary>
static class ContextNames
{
    /// <summary>A name as BuildKit looks it up: without Docker Hub's address and without <c>latest</c>.</summary>
    public static string Familiar(string name)
    {
        foreach (var hub in (string[])["docker.io/library/", "docker.io/"])
            if (name.StartsWith(hub, StringComparison.Ordinal))
                name = name[hub.Length..];
        const string Latest = $":{ImageReference.DefaultTag}";
        return name.EndsWith(Latest, StringComparison.Ordinal) ? name[..^Latest.Length] : name;
    }

    /// <summary>Whether a Dockerfile takes an image by this name, as far as can be told.</summary>
    public static bool IsUsed(string name, ImageBuildSettings settings, DockerfileSource? file) =>
        file?.TryParse() is null || BaseImages.Of(settings, file).Any(image => Familiar(image) == Familiar(name));

    /// <summary>The images that a build needs, with those that contexts stand for in the place of their
    /// names.</summary>
    public static IReadOnlyList<string> InPlaceOf(IEnumerable<string> images, ImageBuildSettings settings)
    {
        if (settings.NamedContexts.Count == 0)
            return [.. images];
        var contexts = settings.NamedContexts.ToDictionary(named => Familiar(named.Key), named => named.Value);
        return
        [
            .. from image in images
               let context = contexts.GetValueOrDefault(Familiar(image))
               let name = context is null ? image : ReferenceOf(context)?.ToString()
               where name is not null
               select name,
        ];
    }

    /// <summary>The image that a context is; <see langword="null"/> if it is none.</summary>
    public static ImageReference? ReferenceOf(NamedContext context) => context switch
    {
        NamedContext.Image { Reference: var reference } => reference,
        NamedContext.Definition { Reference: var reference } => reference,
        _ => null,
    };
}
