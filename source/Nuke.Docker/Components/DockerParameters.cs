using Nuke.Docker.Images;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Components;

/// <summary>Checks what the command line says before anything is done with it.</summary>
static class DockerParameters
{
    /// <summary>One platform, or several with commas between them.</summary>
    /// <exception cref="FormatException">One of them is no platform.</exception>
    public static IReadOnlyList<Platform> ParsePlatforms(string text) =>
        [.. text.Split(',').Select(ParsePlatform).Distinct()];

    static Platform ParsePlatform(string text) => Platform.TryParse(text, out var platform)
        ? platform
        : throw new FormatException(
            $"'{text}' (from --docker-platform) is not a platform: expected 'os/architecture[/variant]', such as "
            + "'linux/amd64'.");

    /// <exception cref="FormatException">The text is not a form.</exception>
    public static ImageForms ParseForm(string? text) => text?.ToLowerInvariant() switch
    {
        null => ImageForms.Declared,
        "pattern" => ImageForms.Pattern,
        "multi-stage" => ImageForms.MultiStage,
        "both" => ImageForms.Pattern | ImageForms.MultiStage,
        _ => throw new FormatException(
            $"'{text}' (from --docker-image-form) is no form of an image: expected 'pattern', 'multi-stage' or "
            + "'both'."),
    };

    /// <summary>What the command line says about a sweep.</summary>
    /// <exception cref="ArgumentException">A value does not fit; the message lists every violation.</exception>
    /// <exception cref="FormatException">A text is not a label.</exception>
    public static LabelSweepSettings Apply(ISweepDocker build, LabelSweepSettings settings)
    {
        settings = settings.AddLabels(build.SweepLabel ?? []).SetDryRun(build.SweepDryRun)
            .SetIncludeRunning(build.SweepRunning);
        // A value that does not fit must not turn a dry run into another one.
        return CheckedParameterAttribute.Violations.ToList() is { Count: > 0 } violations
            ? throw new ArgumentException(string.Join(' ', violations))
            : settings;
    }

    /// <exception cref="ArgumentException">A value does not fit; the message lists every violation.</exception>
    /// <exception cref="FormatException">A text is not a builder.</exception>
    public static void Check(IHazDockerImages build)
    {
        // A parameter is checked when it is read.
        _ = (build.DockerNoCache, build.DockerPull, build.DockerKeepBuilder);
        var parallelism = build.DockerDegreeOfParallelism;
        List<string> violations = [.. CheckedParameterAttribute.Violations];
        if (parallelism < 1)
            violations.Add($"'{parallelism}' (from --docker-degree-of-parallelism) is less than one image at a time.");
        if (violations.Count > 0)
            throw new ArgumentException(string.Join(' ', violations));
        // Also where no image would be built with it.
        BuilderParameters.Apply(ImageBuildSettings.Default, build.DockerBuilder, build.DockerBuilderCertPath);
        CacheParameters.Check(build);
    }
}
