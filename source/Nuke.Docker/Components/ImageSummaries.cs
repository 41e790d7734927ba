using Nuke.Common.Utilities.Collections;
using Nuke.Docker.Containers;
using Nuke.Docker.Contracts;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>What the targets show in NUKE's summary: a pair for every image.</summary>
static class ImageSummaries
{
    /// <summary>Shows what came of the images; nothing of those that a target had nothing to do for.</summary>
    public static void ReportImages<T>(
        this IHazDockerImages build, IReadOnlyList<(string Name, T? Result, int Warnings)> images, Func<T, string> text)
        where T : class =>
        build.ReportSummary(summary =>
        {
            foreach (var (name, result, warnings) in images)
                if (result is not null)
                    summary.AddPair(name, text(result) + Count(warnings));
            return summary;
        });

    static string Count(int warnings) => warnings switch
    {
        0 => "",
        1 => ", 1 warning",
        _ => $", {warnings} warnings",
    };

    public static string Describe(BuilderImage image) => $"{image.Name}, {ByteSize.Format(image.SizeBytes)}";

    public static string Describe(RuntimeImage image) =>
        $"{string.Join(' ', image.Tags)}, {ByteSize.Format(image.SizeBytes)}";

    public static string Describe(IReadOnlyList<PushedImage> images) =>
        string.Join(' ', images.Select(image => $"{image.Image}@{image.Digest[..19]}"));

    public static string Describe(ImageContract contract) => contract.Count switch
    {
        0 => "no contract",
        1 => "1 expectation fulfilled",
        _ => $"{contract.Count} expectations fulfilled",
    };

    public static string Describe(IReadOnlyList<CopiedArtifact> artifacts) => artifacts is [var only]
        ? $"{only.Path}, {ByteSize.Format(only.SizeBytes)}, sha256:{only.Sha256[..12]}"
        : $"{artifacts.Count} artifacts, {ByteSize.Format(artifacts.Sum(artifact => artifact.SizeBytes))}";
}
