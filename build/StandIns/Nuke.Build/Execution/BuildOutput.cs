using System.Reflection;
using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

/// <summary>What a run prints through its host, as far as the build does not disable it.</summary>
internal static class BuildOutput
{
    public static void WriteLogo(NukeBuild build)
    {
        if (build.IsOutputEnabled(DefaultOutput.Logo))
            NukeBuild.Host.WriteLogo();

        Host.Information("NUKE Execution Engine (stand-in)");
        Host.Information();
    }

    public static IDisposable WriteTarget(NukeBuild build, string target)
    {
        var canCollapse = NukeBuild.Host.GetType()
            .GetMethod(nameof(Host.WriteBlock), ReflectionUtility.Instance | BindingFlags.DeclaredOnly) != null;
        return build.IsOutputEnabled(canCollapse ? DefaultOutput.TargetCollapse : DefaultOutput.TargetHeader)
            ? NukeBuild.Host.WriteBlock(target)
            : DelegateDisposable.CreateBracket();
    }

    public static void WriteOutcome(NukeBuild build)
    {
        if (build.IsOutputEnabled(DefaultOutput.ErrorsAndWarnings))
            NukeBuild.Host.WriteErrorsAndWarnings();
        if (build.IsOutputEnabled(DefaultOutput.TargetOutcome))
            NukeBuild.Host.WriteTargetOutcome(build);
        if (build.IsOutputEnabled(DefaultOutput.BuildOutcome))
            NukeBuild.Host.WriteBuildOutcome(build);
    }
}
