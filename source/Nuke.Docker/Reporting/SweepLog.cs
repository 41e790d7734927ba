using Nuke.Docker.Ownership;
using Serilog;

namespace Nuke.Docker.Reporting;

/// <summary>What was found or removed by label, a line each.</summary>
static class SweepLog
{
    public static void Found(IReadOnlyList<LabelledResource> found, IEnumerable<LabelFilter> labels)
    {
        if (found.Count == 0)
            Log.Information("Nothing bears {Labels:l}", Join(labels));
        foreach (var one in found)
            Log.Information("{Resource:l}", Describe(one));
    }

    public static void Swept(LabelSweepReport report, IEnumerable<LabelFilter> labels)
    {
        if (report.Removed.Count + report.InUse.Count == 0)
            Log.Information("Nothing bears {Labels:l}", Join(labels));
        foreach (var one in report.Removed)
            Log.Information("{Verb:l} {Resource:l}", report.IsDryRun ? "Would remove" : "Removed", Describe(one));
        foreach (var one in report.InUse)
            Log.Warning("In use, and left: {Resource:l}", Describe(one));
    }

    /// <summary>Such as <c>1 container, 2 images, 14.2 MB</c>.</summary>
    public static string Describe(LabelSweepReport report) => string.Join(", ",
    [
        Count(report.Removed, ResourceKind.Container, "container"),
        Count(report.Removed, ResourceKind.Image, "image"),
        ByteSize.Format(report.SizeBytes),
    ]);

    static string Describe(LabelledResource one) => string.Join(", ",
    [
        $"{one}",
        .. one.Names.Skip(1),
        .. one.State is { } state ? [state] : Array.Empty<string>(),
        $"{Age.Format(TimeProvider.System.GetUtcNow() - one.Created)} old",
        ByteSize.Format(one.SizeBytes),
    ]);

    static string Count(IEnumerable<LabelledResource> all, ResourceKind kind, string name) =>
        all.Count(one => one.Kind == kind) is var number && number == 1 ? $"1 {name}" : $"{number} {name}s";

    static string Join(IEnumerable<LabelFilter> labels) => string.Join(" and ", labels);
}
