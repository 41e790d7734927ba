using System.Diagnostics.CodeAnalysis;

namespace Nuke.Docker.Images;

public abstract partial record BuildCache
{
    const string Expected = "expected an image, 'type=inline', 'type=registry,ref=<image>[,mode=max]' or "
        + "'type=local,dest=<directory>[,mode=max]'.";

    /// <summary>Reads a cache as the docker CLI's <c>--cache-from</c> and <c>--cache-to</c> have it.</summary>
    /// <param name="text">
    /// <c>type=inline</c>, <c>type=registry,ref=…</c>, <c>type=local,dest=…</c> (or <c>src=…</c>, which is the
    /// same), the last two with <c>mode=min</c> or <c>mode=max</c> and the attributes of
    /// <see cref="BuildCacheExport"/>; or the reference of an image, which is one in a registry.
    /// </param>
    /// <exception cref="FormatException">The text is none; the message says why.</exception>
    public static BuildCache Parse(string text) => Parse(text, text);

    /// <param name="text">What is read.</param>
    /// <param name="written">What the error quotes.</param>
    /// <param name="origin">Where it comes from, such as a parameter.</param>
    internal static BuildCache Parse(string text, string written, string? origin = null) =>
        TryParse(text, out var cache, out var problem)
            ? cache
            : throw new FormatException(
                $"'{written}'{(origin is null ? "" : $" (from {origin})")} is no cache of a build: {problem}");

    /// <summary>Reads a cache as the docker CLI's <c>--cache-from</c> and <c>--cache-to</c> have it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BuildCache? cache) =>
        TryParse(text, out cache, out _);

    static bool TryParse(
        string? text,
        [NotNullWhen(true)] out BuildCache? cache,
        [NotNullWhen(false)] out string? problem)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        (cache, problem) = (null, null);
        foreach (var field in (text ?? "").Split(','))
        {
            if (field.Split('=', 2) is [var key, var value])
                attributes[key.Trim()] = value.Trim();
            else if (text!.Contains('=', StringComparison.Ordinal))
                problem ??= $"'{field}' has no value.";
            else
                (attributes["type"], attributes["ref"]) = ("registry", field);
        }

        var type = attributes.GetValueOrDefault("type");
        string[] known = type switch
        {
            "inline" => ["type", "mode"],
            "registry" => ["type", "mode", "ref", .. BuildCacheExport.AttributeNames],
            "local" => ["type", "mode", "src", "dest", .. BuildCacheExport.AttributeNames],
            _ => [.. attributes.Keys],
        };
        var mode = attributes.GetValueOrDefault("mode") ?? "min";
        if (problem is null && attributes.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            problem = $"'{unknown}' is not known for type={type}.";
        if (problem is null && mode is not ("min" or "max"))
            problem = $"the mode '{mode}' is neither 'min' nor 'max'.";
        var export = BuildCacheExport.TryRead(attributes, out var unreadable);
        problem ??= unreadable;
        if (problem is null)
            cache = Make(
                type, mode is "max" ? BuildCacheMode.Max : BuildCacheMode.Min, export!, attributes, out problem);
        return cache is not null;
    }

    static string? DirectoryOf(Dictionary<string, string> attributes) =>
        attributes.GetValueOrDefault("dest") ?? attributes.GetValueOrDefault("src");

    static BuildCache? Make(
        string? type,
        BuildCacheMode mode,
        BuildCacheExport export,
        Dictionary<string, string> attributes,
        out string? problem)
    {
        problem = Expected;
        switch (type)
        {
            case "inline":
                return new Inline();
            case "local" when DirectoryOf(attributes) is { Length: > 0 } path:
                return new Local(path, mode) { Export = export };
            case "registry" when attributes.GetValueOrDefault("ref") is { } text:
                try
                {
                    return new Registry(ImageReference.Parse(text), mode) { Export = export };
                }
                catch (FormatException e)
                {
                    problem = e.Message;
                    return null;
                }

            default:
                return null;
        }
    }
}
