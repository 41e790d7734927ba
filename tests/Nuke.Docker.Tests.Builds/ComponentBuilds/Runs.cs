using Nuke.Common;
using Nuke.Docker.Components;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Builds an image and runs it.</summary>
public class RunBuild : NukeBuild, IDockerImage, IRunImage
{
    public static int Main() => Execute<RunBuild>(x => ((IRunImage)x).RunImage);
}
