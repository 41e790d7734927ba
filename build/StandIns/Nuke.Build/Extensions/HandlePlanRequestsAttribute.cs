using System.Diagnostics;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

/// <summary><c>--plan</c>: a page with the edges of the graph, opened by the desktop.</summary>
internal sealed class HandlePlanRequestsAttribute : BuildExtensionAttributeBase, IOnBuildInitialized
{
    public void OnBuildInitialized(
        IReadOnlyCollection<ExecutableTarget> executableTargets,
        IReadOnlyCollection<ExecutableTarget> executionPlan)
    {
        if (!Build.Plan)
            return;

        var edges = executableTargets.SelectMany(x =>
            x.ExecutionDependencies.Select(y => $"{y.Name} --> {x.Name}")
                .Concat(x.OrderDependencies.Select(y => $"{y.Name} -.-> {x.Name}"))
                .Concat(x.TriggerDependencies.Select(y => $"{y.Name} ==> {x.Name}")));
        var page = Build.TemporaryDirectory / "execution-plan.html";
        page.WriteAllText($"<!DOCTYPE html><title>Execution plan</title><pre>{edges.JoinNewLine()}</pre>");

        Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        Environment.Exit(0);
    }
}
