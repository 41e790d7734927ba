using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

public class OrderBuild : NukeBuild
{
    public static int Main() => Execute<OrderBuild>(x => x.Last);

    Target First => _ => _.Executes(() => Log.Information("in First"));

    Target Second => _ => _.Executes(() => Log.Warning("in Second"));

    Target Last => _ => _
        .Description("Ends it")
        .DependsOn(First, Second)
        .Executes(async () =>
        {
            await Task.Yield();
            ReportSummary(x => x.AddPair("Answer", 42));
        });
}
