using Nuke.Common.Execution;
using Nuke.Common.Utilities;

namespace Nuke.Common;

public partial class Host
{
    private const int ColumnWidth = 10;

    protected internal virtual void WriteTargetOutcome(INukeBuild build)
    {
        var firstWidth = Math.Max(build.ExecutionPlan.Max(x => x.Name.Length) + 4, 19);
        var width = firstWidth + ColumnWidth + ColumnWidth;
        var total = build.ExecutionPlan.Aggregate(TimeSpan.Zero, (sum, x) => sum + x.Duration);

        Debug();
        Debug('═'.Repeat(width));
        Information(Line("Target", "Status", "Duration"));
        Debug('─'.Repeat(width));
        foreach (var target in build.ExecutionPlan.Where(x => x.Status != ExecutionStatus.Collective))
            Theme.Write(
                Line(target.Name, target.Status.ToString(), Duration(target)) + Details(target), Color(target.Status));

        Debug('─'.Repeat(width));
        Information(Line("Total", string.Empty, Format(total)));
        Debug('═'.Repeat(width));

        string Line(string name, string status, string duration) =>
            name.PadRight(firstWidth) + status.PadRight(ColumnWidth) + duration.PadLeft(ColumnWidth);
    }

    private static string Duration(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted
            ? Format(target.Duration)
            : string.Empty;

    private static string Format(TimeSpan duration) =>
        $"{(int)duration.TotalMinutes}:{duration:ss}" is var text && text == "0:00" ? "< 1sec" : text;

    private static string Details(ExecutableTarget target) =>
        target.SummaryInformation.Count > 0
            ? $"   // {target.SummaryInformation.Select(x => $"{x.Key}: {x.Value}").JoinCommaSpace()}"
            : string.Empty;

    private static string Color(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => Theme.Success,
        ExecutionStatus.Failed => Theme.Error,
        ExecutionStatus.Aborted or ExecutionStatus.NotRun => Theme.Warning,
        _ => Theme.Debug,
    };
}
