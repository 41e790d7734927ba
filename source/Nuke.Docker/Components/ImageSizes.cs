using System.Globalization;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Patterns;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Components;

/// <summary>What the whole was for, in numbers.</summary>
static class ImageSizes
{
    /// <summary>
    /// Per image: size of the builder, size of what runs, and the factor between them; for an image that was built in
    /// both forms also how they differ.
    /// </summary>
    public static void ReportSizes(this IHazDockerImages build)
    {
        var endpoint = build.ResolvedDockerEndpoint;
        var runtimes = new Dictionary<string, RuntimeImage>();
        var reports = new List<(string Name, string? Sizes)>();
        foreach (var image in PlannedImages.Of(build, inEveryForm: true).SelectMany(wave => wave))
        {
            var handOver = HandOver.For(build, image.Name, endpoint);
            var builder = image.HasBuilder ? handOver.ReadBuilderImage("DockerImage") : null;
            var runtime = runtimes[image.Name] = handOver.ReadRuntimeImage("DockerImage");
            var sizes = builder is null
                ? ByteSize.Format(runtime.SizeBytes)
                : Describe(new BuilderPatternReport(builder, [], runtime));
            reports.Add((image.Name,
                image.ComparedWith is { } other ? $"{sizes}, {Difference(runtime, runtimes[other])} {other}" : sizes));
        }
        build.ReportImages([.. reports.Select(report => (report.Name, report.Sizes, 0))], sizes => sizes);
        BuildLog.Sizes(reports.Select(report => (report.Name, report.Sizes!)));
    }

    /// <summary>How much larger or smaller an image is than another one, up to the words before the other's
    /// name.</summary>
    public static string Difference(RuntimeImage image, RuntimeImage other)
    {
        var percent = 100d * (image.SizeBytes - other.SizeBytes) / Math.Max(1, other.SizeBytes);
        return Math.Abs(percent) < 0.05
            ? "as large as"
            : string.Create(
                CultureInfo.InvariantCulture, $"{Math.Abs(percent):0.#} % {(percent > 0 ? "larger" : "smaller")} than");
    }

    static string Describe(BuilderPatternReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ByteSize.Format(report.Builder.SizeBytes)} → {ByteSize.Format(report.Runtime.SizeBytes)} "
        + $"({report.Factor:0.#}×)");
}
