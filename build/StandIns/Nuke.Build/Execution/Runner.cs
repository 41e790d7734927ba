using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Skips, validates and runs the plan, one target after the other.</summary>
internal sealed class Runner(NukeBuild build)
{
    private readonly BuildAttempt _attempt = new(build);

    public static void Execute(NukeBuild build, IReadOnlyCollection<string> skippedNames)
    {
        var skipping = new Skipping(build);
        skipping.SkipByParameter(skippedNames);
        build.ExecutionPlan.ForEach(x => skipping.IsSkippedBy(x, x.StaticConditions));
        Requirements.Validate(build);

        new Runner(build).Execute(skipping);
    }

    private void Execute(Skipping skipping)
    {
        BuildRun.OnCancel(RunAssured);
        try
        {
            build.ExecutionPlan.ForEach(x => Execute(x, skipping));
        }
        catch
        {
            RunAssured();
            throw;
        }

        void RunAssured() => build.ExecutionPlan
            .Where(x => x.AssuredAfterFailure && x.Status == ExecutionStatus.Scheduled)
            .ForEach(x => Execute(x, skipping, afterFailure: true));
    }

    private void Execute(ExecutableTarget target, Skipping skipping, bool afterFailure = false)
    {
        if (target.Status == ExecutionStatus.Skipped || _attempt.Succeeded(target)
            || skipping.IsSkippedBy(target, target.DynamicConditions))
        {
            target.Status = ExecutionStatus.Skipped;
            build.Raise<IOnTargetSkipped>(x => x.OnTargetSkipped(target));
        }
        else if (target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
        }
        else
        {
            using (Logging.SetTarget(target.Name))
            using (BuildOutput.WriteTarget(build, target.Name))
                Run(target, afterFailure);
        }
    }

    private void Run(ExecutableTarget target, bool afterFailure)
    {
        target.Stopwatch.Start();
        target.Status = ExecutionStatus.Running;
        build.Raise<IOnTargetRunning>(x => x.OnTargetRunning(target));
        try
        {
            target.Actions.ForEach(x => x());

            target.Stopwatch.Stop();
            target.Status = ExecutionStatus.Succeeded;
            build.Raise<IOnTargetSucceeded>(x => x.OnTargetSucceeded(target));
            _attempt.Add(target);
        }
        catch (Exception thrown)
        {
            var exception = thrown.Unwrap();
            if (target.SummaryInformation.Count == 0)
                build.ReportSummary(
                    target, x => x.AddPair(exception.GetType().Name, exception.Message.SplitLineBreaks()[0]));
            Log.Error(exception, "Target {TargetName} has thrown an exception", target.Name);

            target.Stopwatch.Stop();
            target.Status = ExecutionStatus.Failed;
            build.Raise<IOnTargetFailed>(x => x.OnTargetFailed(target));
            if (!target.ProceedAfterFailure && !afterFailure)
                throw new TargetExecutionException(target.Name, exception);
        }
    }
}
