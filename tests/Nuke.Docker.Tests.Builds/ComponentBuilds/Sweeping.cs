using Nuke.Common;
using Nuke.Docker.Components;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Builds, lists and sweeps.</summary>
public sealed class SweepingBuild : NukeBuild, IDockerImage, ISweepDocker
{
    public static int Main() => Execute<SweepingBuild>(x => ((ISweepDocker)x).SweepDocker);
}
