using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

[ArgumentsFromParametersFile(Priority = 150)]
[InjectParameterValues(Priority = 100)]
[WriteSchema(Priority = 75)]
[HandlePlanRequests(Priority = 10)]
[HandleHelpRequests(Priority = 5)]
[InjectOtherValues(Priority = -100)]
[CallBuildEvents(Priority = float.MinValue)]
public abstract partial class NukeBuild : INukeBuild
{
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() => BuildRun.Execute(defaultTargetExpressions);

    internal IReadOnlyCollection<ExecutableTarget> ExecutableTargets { get; set; }

    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; }

    [Parameter(
        "List of targets to be invoked. Default is '{default_target}'.",
        Name = Constants.Target,
        Separator = Constants.TargetSeparator)]
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => Planned(x => x.Invoked);

    [Parameter(
        "List of targets to be skipped. Empty list skips all dependencies.",
        Name = Constants.Skip,
        Separator = Constants.TargetSeparator)]
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => Planned(x => x.Status == ExecutionStatus.Skipped);

    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets =>
        Planned(x => x.Status == ExecutionStatus.Scheduled);

    public IReadOnlyCollection<ExecutableTarget> RunningTargets => Planned(x => x.Status == ExecutionStatus.Running);

    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => Planned(x => x.Status == ExecutionStatus.Aborted);

    public IReadOnlyCollection<ExecutableTarget> FailedTargets => Planned(x => x.Status == ExecutionStatus.Failed);

    public IReadOnlyCollection<ExecutableTarget> SucceededTargets =>
        Planned(x => x.Status == ExecutionStatus.Succeeded);

    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    [Parameter("Shows the execution plan (HTML).")]
    public bool Plan { get; }

    [Parameter("Shows the help text for this build assembly.")]
    public bool Help { get; }

    [Parameter("Disables displaying the NUKE logo.")]
    public bool NoLogo { get; set; }

    [Parameter("Indicates to continue a previously failed build attempt.")]
    public bool Continue { get; internal set; }

    [Parameter("Partition to use on CI.", List = false)]
    public Partition Partition { get; internal set; } = Partition.Single;

    public bool IsSucceeding => !IsFailing;

    public bool IsFailing => ExecutionPlan.Any(x =>
        x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    public bool IsFinished => !ExecutionPlan.Any(x => x.Status is ExecutionStatus.Scheduled or ExecutionStatus.Running);

    public int? ExitCode { get; set; }

    public void ReportSummary(Configure<Dictionary<string, string>> configurator = null) =>
        ReportSummary(ExecutionPlan.Single(x => x.Status == ExecutionStatus.Running), configurator);

    internal void ReportSummary(ExecutableTarget target, Configure<Dictionary<string, string>> configurator)
    {
        target.SummaryInformation = new(configurator.InvokeSafe([]));
        Raise<IOnTargetSummaryUpdated>(x => x.OnTargetSummaryUpdated(this, target));
    }

    private List<ExecutableTarget> Planned(Func<ExecutableTarget, bool> condition) =>
        [.. ExecutionPlan.Where(condition)];
}
