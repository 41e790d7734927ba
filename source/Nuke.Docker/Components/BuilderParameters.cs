using Nuke.Docker.Images;

namespace Nuke.Docker.Components;

/// <summary>What the command line says about who builds.</summary>
static class BuilderParameters
{
    static readonly char[] _separators = [' ', ',', ';'];

    /// <summary>Sets one of the engine's builders by its name, or builders by their addresses.</summary>
    /// <param name="settings">What the build declares.</param>
    /// <param name="builders"><see langword="null"/>: it stays.</param>
    /// <param name="certificates">Directory for builders that have no certificates yet.</param>
    /// <exception cref="FormatException">A text is neither.</exception>
    /// <exception cref="ArgumentException">There are no certificates in the directory.</exception>
    public static ImageBuildSettings Apply(ImageBuildSettings settings, string[]? builders, string? certificates)
    {
        const StringSplitOptions NotEmpty = StringSplitOptions.RemoveEmptyEntries;
        string[] texts = [.. (builders ?? []).SelectMany(text => text.Split(_separators, NotEmpty))];
        if (texts is [var name] && ParseName(name) is { } builder)
            return settings.SetBuilder(builder);
        if (texts.Length > 0)
            settings = settings.SetBuilder(texts.Select(ParseAddress));
        return certificates is null || settings.BuilderEndpoints.Count == 0
            ? settings
            : settings.SetBuilder(settings.BuilderEndpoints.Select(Secure));

        BuilderEndpoint Secure(BuilderEndpoint endpoint) =>
            endpoint.Tls is null ? endpoint.WithCertificates(Path.GetFullPath(certificates)) : endpoint;
    }

    static ImageBuilder? ParseName(string text) => text.ToLowerInvariant() switch
    {
        "classic" => ImageBuilder.Classic,
        "buildkit" => ImageBuilder.BuildKit,
        "auto" => ImageBuilder.Auto,
        _ => null,
    };

    static BuilderEndpoint ParseAddress(string text)
    {
        if (BuilderEndpoint.Read(text, out var problem) is { } endpoint)
            return endpoint;
        throw new FormatException(
            ParseName(text) is not null
                ? $"'{text}' (from --docker-builder) is a builder of the engine, and stands alone."
            : text.Contains("://", StringComparison.Ordinal)
                ? $"'{text}' (from --docker-builder) is no builder: {problem}"
            : $"'{text}' (from --docker-builder) is no builder: expected 'classic', 'buildkit', 'auto', or addresses "
                + "such as 'tcp://builder:1234'.");
    }
}
