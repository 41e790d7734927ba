using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.Tools.DotNet;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

[ExtensionOfTheBuild(Priority = 20)]
public class EventBuild : NukeBuild
{
    public static int Main() => Execute<EventBuild>(x => x.Work);

    Target Work => _ => _.Executes(() => Log.Information("works"));

    protected override void OnBuildCreated() => Log.Information("created");

    protected override void OnBuildInitialized() => Log.Information("initialized");

    protected override void OnTargetRunning(string target) => Log.Information("running {Target}", target);

    protected override void OnTargetSucceeded(string target) => Log.Information("succeeded {Target}", target);

    protected override void OnBuildFinished() => Console.WriteLine("finished");
}

[AttributeUsage(AttributeTargets.Class)]
sealed class ExtensionOfTheBuildAttribute : BuildExtensionAttributeBase, IOnBuildInitialized
{
    public void OnBuildInitialized(
        IReadOnlyCollection<ExecutableTarget> executableTargets,
        IReadOnlyCollection<ExecutableTarget> executionPlan) =>
        Log.Information("extension sees {Count} target", executionPlan.Count);
}

/// <summary>Waits for a signal that ends it.</summary>
public class SignalBuild : NukeBuild
{
    public static int Main() => Execute<SignalBuild>(x => x.Wait);

    Target Wait => _ => _.Executes(() =>
    {
        Log.Information("waiting");
        Thread.Sleep(Timeout.Infinite);
    });

    Target CleanUp => _ => _.AssuredAfterFailure().TriggeredBy(Wait).Executes(() => Log.Information("cleaned up"));
}

[DisableDefaultOutput(
    DefaultOutput.Timestamps, DefaultOutput.TargetHeader, DefaultOutput.TargetOutcome, DefaultOutput.BuildOutcome)]
public class QuietBuild : NukeBuild
{
    public static int Main() => Execute<QuietBuild>(x => x.Work);

    Target Work => _ => _.Executes(() => Log.Information("works"));
}

public class ToolBuild : NukeBuild
{
    public static int Main() => Execute<ToolBuild>(x => x.Call);

    Target Call => _ => _
        .Requires<DotNetTasks>()
        .Executes(() => DotNetTasks.DotNet($"--version"));
}
