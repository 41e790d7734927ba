using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

internal static class Planner
{
    public static IReadOnlyCollection<ExecutableTarget> GetPlan(
        IReadOnlyCollection<ExecutableTarget> targets,
        IReadOnlyCollection<string> invokedNames)
    {
        var wanted = invokedNames?.Select(x => Find(x, targets)).ToHashSet();
        foreach (var target in wanted ?? [])
            target.Invoked = true;

        wanted ??= targets.Where(x => x.IsDefault).ToHashSet();
        var sequence = GetSequence(targets);
        while (true)
        {
            var plan = GetPlan(sequence, wanted);
            var triggered = plan.SelectMany(x => x.Triggers).Except(plan).ToList();
            if (triggered.Count == 0)
            {
                plan.ForEach(x => x.Status = ExecutionStatus.Scheduled);
                return plan;
            }

            wanted.UnionWith([.. plan, .. triggered]);
        }
    }

    private static List<ExecutableTarget> GetPlan(List<ExecutableTarget> sequence, HashSet<ExecutableTarget> wanted)
    {
        var needed = new HashSet<ExecutableTarget>(wanted);
        foreach (var target in Enumerable.Reverse(sequence).Where(needed.Contains))
            needed.UnionWith(target.ExecutionDependencies);
        return [.. sequence.Where(needed.Contains)];
    }

    /// <summary>
    /// All targets in their order: from the end, always the first declared of those that no remaining one waits for.
    /// Targets without an order between them therefore run in reverse order of declaration.
    /// </summary>
    private static List<ExecutableTarget> GetSequence(IReadOnlyCollection<ExecutableTarget> targets)
    {
        var remaining = targets.ToList();
        var reversed = new List<ExecutableTarget>();
        while (remaining.Count > 0)
        {
            var last = remaining.Where(x => !remaining.Any(y => y.AllDependencies.Contains(x))).ToList();
            if (last.Count == 0)
                Fail(
                    "Circular dependencies between targets:",
                    [$" - {GetCycle(remaining).Select(x => x.Name).JoinCommaSpace()}"]);
            if (last.Count > 1 && EnvironmentInfo.GetNamedArgument<bool>("strict"))
                Fail("Incomplete target definition order:", last.Select(x => $"  - {x.Name}"));

            remaining.Remove(last[0]);
            reversed.Add(last[0]);
        }

        return [.. Enumerable.Reverse(reversed)];
    }

    // Walking from a target to one that waits for it must come back. The one declared first is named last.
    private static List<ExecutableTarget> GetCycle(List<ExecutableTarget> remaining)
    {
        var path = new List<ExecutableTarget>();
        var current = remaining[0];
        while (!path.Contains(current))
        {
            path.Add(current);
            current = remaining.First(x => x.AllDependencies.Contains(current));
        }

        var cycle = path[path.IndexOf(current)..];
        var end = cycle.IndexOf(remaining.First(cycle.Contains)) + 1;
        return [.. cycle[end..], .. cycle[..end]];
    }

    private static ExecutableTarget Find(string name, IReadOnlyCollection<ExecutableTarget> targets)
    {
        name = name.Replace("-", string.Empty);
        var target = targets.SingleOrDefault(x => x.Name.EqualsOrdinalIgnoreCase(name));
        if (target == null)
        {
            Fail(
                $"Target with name {name.SingleQuote()} does not exist. Available targets are:",
                targets.Select(x => $"  - {x.Name}").Order());
        }

        return target;
    }

    private static void Fail(string problem, IEnumerable<string> details) =>
        throw new Exception(details.Prepend(problem).JoinNewLine());
}
