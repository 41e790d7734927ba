using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

public class FailureBuild : NukeBuild
{
    public static int Main() => Execute<FailureBuild>(x => x.Publish);

    Target Prepare => _ => _.Executes(() => { });

    Target Work => _ => _
        .DependsOn(Prepare)
        .Executes(() => throw new InvalidOperationException("first line\nsecond line"));

    Target BrokenCleanUp => _ => _
        .TriggeredBy(Prepare)
        .After(Publish)
        .AssuredAfterFailure()
        .Executes(() => throw new NotSupportedException("clean-up failed"));

    Target CleanUp => _ => _
        .TriggeredBy(Publish)
        .After(BrokenCleanUp)
        .AssuredAfterFailure()
        .Executes(() => Log.Information("cleaned up"));

    Target Publish => _ => _.DependsOn(Work).Executes(() => { });
}

public class ProceedBuild : NukeBuild
{
    public static int Main() => Execute<ProceedBuild>(x => x.After);

    Target Broken => _ => _
        .ProceedAfterFailure()
        .Executes(() =>
        {
            ReportSummary(x => x.AddPair("Done", "half"));
            throw new InvalidOperationException("broken");
        });

    Target After => _ => _.DependsOn(Broken).Executes(() => { });
}

public class ExitCodeBuild : NukeBuild
{
    [Parameter] readonly bool Fails;

    public static int Main() => Execute<ExitCodeBuild>(x => x.Work);

    Target Work => _ => _.Executes(() =>
    {
        Log.Error("an error alone does not fail the build");
        ExitCode = 7;
        Assert.False(Fails, "as asked");
    });
}

public class ThrowingConstructorBuild : NukeBuild
{
    public ThrowingConstructorBuild() => throw new InvalidOperationException("not built");

    public static int Main() => Execute<ThrowingConstructorBuild>();
}

public class ContinueBuild : NukeBuild
{
    public static int Main() => Execute<ContinueBuild>(x => x.Last);

    Target First => _ => _.Executes(() => { });

    Target Last => _ => _
        .DependsOn(First)
        .Executes(() => Assert.FileExists(RootDirectory / "ready"));
}

/// <summary>Only statement lambdas of tasks are awaited; a task that is returned as a value is lost.</summary>
public class AwaitBuild : NukeBuild
{
    public static int Main() => Execute<AwaitBuild>(x => x.Lost, x => x.Awaited);

    Target Awaited => _ => _.Executes(async () =>
    {
        await Task.Yield();
        throw new InvalidOperationException("awaited");
    });

    Target Lost => _ => _.DependentFor(Awaited).Executes(() => FailAsync());

    static async Task<int> FailAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("lost");
    }
}
