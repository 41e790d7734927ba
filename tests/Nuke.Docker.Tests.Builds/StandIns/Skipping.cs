using Nuke.Common;

namespace Nuke.Docker.Tests.Builds.StandIns;

public class SkipBuild : NukeBuild
{
    public static int Main() => Execute<SkipBuild>(x => x.Test);

    Target Restore => _ => _.Executes(() => { });

    Target Tools => _ => _.Executes(() => { });

    Target Compile => _ => _.DependsOn(Restore, Tools).Triggers(Announce).Executes(() => { });

    Target Announce => _ => _.Before(Test).Executes(() => { });

    Target Test => _ => _.DependsOn(Compile, Tools).Executes(() => { });
}

public class ConditionBuild : NukeBuild
{
    [Parameter] readonly bool Flag;

    public static int Main() => Execute<ConditionBuild>(x => x.All);

    Target Needed => _ => _.Executes(() => { });

    Target Kept => _ => _.Executes(() => { });

    Target Statically => _ => _
        .DependsOn(Needed)
        .OnlyWhenStatic(() => Flag)
        .OnlyWhenStatic(() => Flag ||
                              !IsLocalBuild)
        .Executes(() => { });

    Target Executing => _ => _
        .DependsOn(Kept)
        .OnlyWhenStatic(() => Flag)
        .WhenSkipped(DependencyBehavior.Execute)
        .Executes(() => { });

    Target Early => _ => _.Before(Dynamically).Executes(() => { });

    Target Dynamically => _ => _.DependsOn(Early).OnlyWhenDynamic(() => Flag).Executes(() => { });

    Target All => _ => _.DependsOn(Statically, Executing, Dynamically);
}

public class ThrowingConditionBuild : NukeBuild
{
    public static int Main() => Execute<ThrowingConditionBuild>(x => x.Broken);

    Target Broken => _ => _.OnlyWhenDynamic(() => Fail()).Executes(() => { });

    static bool Fail() => throw new InvalidOperationException("no condition");
}
