using Nuke.Common;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

public interface ICompile : INukeBuild
{
    Target Compile => _ => _.Description("Compiles").Executes(() => Log.Information("component compiles"));
}

public interface ITest : INukeBuild
{
    Target Test => _ => _.DependsOn<ICompile>().TryAfter<IPack>().Executes(() => Log.Information("component tests"));
}

public interface IPack : INukeBuild
{
    Target Pack => _ => _.TryDependsOn<ITest>().Executes(() => { });
}

public interface ITemporaryServer : INukeBuild
{
    Setup StartServer => _ => _.Executes(() => Log.Information("server started"));

    Cleanup StopServer => _ => _.Executes(() => Log.Information("server stopped"));
}

public sealed class ComponentBuild : NukeBuild, ICompile, ITest
{
    public static int Main() => Execute<ComponentBuild>(x => ((ITest)x).Test);

    Target ICompile.Compile => _ => _.Inherit<ICompile>().Executes(() => Log.Information("build adds to it"));
}

public class MissingComponentBuild : NukeBuild, ITest
{
    public static int Main() => Execute<MissingComponentBuild>(x => ((ITest)x).Test);
}

public class HidingBuild : NukeBuild, ICompile
{
    public static int Main() => Execute<HidingBuild>(x => x.Compile);

    Target Compile => _ => _.Executes(() => { });
}

public interface IOtherCompile : INukeBuild
{
    Target Compile => _ => _.Executes(() => { });
}

public class AmbiguousBuild : NukeBuild, ICompile, IOtherCompile
{
    public static int Main() => Execute<AmbiguousBuild>();
}

public class BaseClassBuild : NukeBuild
{
    public virtual Target Work => _ => _.Executes(() => Log.Information("base works"));
}

public class DerivedBuild : BaseClassBuild
{
    public override Target Work => _ => _.Base().Executes(() => Log.Information("derived works"));

    public static int Main() => Execute<DerivedBuild>(x => x.Work);
}

public class ContextBuild : NukeBuild, ITemporaryServer
{
    [Parameter] readonly bool Fails;

    public static int Main() => Execute<ContextBuild>(x => x.Use);

    Target Use => _ => _
        .DependsOnContext<ITemporaryServer>()
        .Executes(() => Assert.False(Fails, "as asked"));
}
