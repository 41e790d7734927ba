using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

public class OrderBuild : NukeBuild
{
    public static int Main() => Execute<OrderBuild>(x => x.Last);

    Target First => _ => _.Executes(() => Log.Information("in First"));

    Target Second => _ => _.Executes(() => Log.Warning("in Second"));

    Target Group => _ => _.DependsOn(First);

    Target Last => _ => _
        .Description("Ends it")
        .DependsOn(First, Second, Group)
        .Executes(async () =>
        {
            await Task.Yield();
            ReportSummary(x => x.AddPair("Answer", 42).AddPair("Invoked", InvokedTargets.Count));
        });

    Target Hidden => _ => _.Unlisted().After(Last).Executes(() => Log.Information("in Hidden"));
}

public class TriggerBuild : NukeBuild
{
    public static int Main() => Execute<TriggerBuild>(x => x.Deploy);

    Target Announce => _ => _.TriggeredBy(Deploy).DependsOn(Prepare).Executes(() => { });

    Target Prepare => _ => _.Executes(() => { });

    Target Verify => _ => _.After(Deploy).Before(Announce).Executes(() => { });

    Target Deploy => _ => _.Triggers(Verify).Executes(() => { });
}

public class CycleBuild : NukeBuild
{
    public static int Main() => Execute<CycleBuild>(x => x.A);

    Target A => _ => _.DependsOn(B);

    Target B => _ => _.After(A);
}

public class SelfBuild : NukeBuild
{
    public static int Main() => Execute<SelfBuild>(x => x.A);

    Target A => _ => _.DependsOn(A);
}

/// <summary>The closure differs at each reading of the property, so the target is never found again.</summary>
public class ClosureBuild : NukeBuild
{
    public static int Main() => Execute<ClosureBuild>(x => x.Use);

    Target Made => Make("made");

    Target Use => _ => _.DependsOn(Made);

    static Target Make(string text) => _ => _.Executes(() => Log.Information("{Text}", text));
}
