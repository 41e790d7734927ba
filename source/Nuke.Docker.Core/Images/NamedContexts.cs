using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Images;

/// <summary>Reads what the Dockerfile knows by names, as far as it is on this machine.</summary>
static class NamedContexts
{
    /// <exception cref="BuildContextException">A directory cannot be read.</exception>
    /// <exception cref="FormatException">A pattern of an ignore file is malformed; the message names its line.</exception>
    public static async Task<IReadOnlyDictionary<string, ContextSource>> ReadAsync(
        ImageBuildSettings settings, CancellationToken cancellationToken)
    {
        var sources = new Dictionary<string, ContextSource>(StringComparer.Ordinal);
        foreach (var (name, context) in settings.NamedContexts)
            sources[Familiar(name)] = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        return sources;
    }

    /// <summary>A name as BuildKit looks it up: without Docker Hub's address and without <c>latest</c>.</summary>
    public static string Familiar(string name)
    {
        foreach (var hub in (string[])["docker.io/library/", "docker.io/"])
            if (name.StartsWith(hub, StringComparison.Ordinal))
                name = name[hub.Length..];
        const string Latest = $":{ImageReference.DefaultTag}";
        return name.EndsWith(Latest, StringComparison.Ordinal) ? name[..^Latest.Length] : name;
    }

    /// <summary>The images that a build needs, with those that contexts stand for in the place of their names.</summary>
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

    static ImageReference? ReferenceOf(NamedContext context) => context switch
    {
        NamedContext.Image { Reference: var reference } => reference,
        NamedContext.Definition { Reference: var reference } => reference,
        _ => null,
    };

    static async Task<ContextSource> ReadAsync(NamedContext context, CancellationToken cancellationToken) => context switch
    {
        NamedContext.Directory { Path: var path } => new ContextSource.Files(SyncedDirectory.Of(
            await BuildContext.FromDirectory(path, BuildContextSettings.Default).ScanFilesAsync(cancellationToken)
                .ConfigureAwait(false))),
        _ when ReferenceOf(context) is { } reference => new ContextSource.Image(reference.ToString()),
        _ => throw new NotSupportedException($"'{context}' is no kind of context."),
    };
}
