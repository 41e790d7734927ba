using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Execution;

internal sealed class Skipping(NukeBuild build)
{
    /// <summary><c>--skip</c>; without names, everything.</summary>
    public void SkipByParameter(IReadOnlyCollection<string> names)
    {
        var plain = names?.Select(x => x.Replace("-", string.Empty)).ToList();
        foreach (var target in build.ExecutionPlan)
        {
            if (plain != null && (plain.Count == 0 || plain.Contains(target.Name, StringComparer.OrdinalIgnoreCase)))
                Skip(target, "via parameter");
        }
    }

    public bool IsSkippedBy(ExecutableTarget target, IEnumerable<(string Text, Func<bool> Delegate)> conditions)
    {
        try
        {
            var violated = conditions.Where(x => !x.Delegate()).Select(x => Format(x.Text)).ToList();
            if (violated.Count > 0)
            {
                target.OnlyWhen = violated.Join(" && ");
                Skip(target, reason: null);
            }
        }
        catch (Exception thrown)
        {
            var exception = thrown.Unwrap();
            Log.Error(exception, "Invocation of condition for {TargetName} has thrown an exception", target.Name);
            throw new TargetExecutionException(target.Name, exception);
        }

        return target.OnlyWhen != null;
    }

    /// <summary>What was invoked stays; what only the skipped one needed goes with it.</summary>
    private void Skip(ExecutableTarget target, string reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;

        if (!target.Invoked)
        {
            target.Status = ExecutionStatus.Skipped;
            target.Skipped ??= reason;
        }

        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;

        var unneeded = target.ExecutionDependencies.Concat(target.Triggers).Where(x => !IsNeeded(x, target)).ToList();
        unneeded.ForEach(x => Skip(x, $"because of {target.Name}"));
    }

    private bool IsNeeded(ExecutableTarget target, ExecutableTarget skipped) =>
        build.ExecutionPlan.Any(x =>
            x != skipped && x.Status == ExecutionStatus.Scheduled &&
            (x.ExecutionDependencies.Contains(target) || x.Triggers.Contains(target)));

    // "() => Flag" is a condition that reads "Flag".
    private static string Format(string condition) =>
        string.Join(' ', condition.Split((char[])null, StringSplitOptions.RemoveEmptyEntries))
            .TrimStart('(').Trim().TrimStart(')').Trim().TrimStart('=').Trim().TrimStart('>').Trim();
}
