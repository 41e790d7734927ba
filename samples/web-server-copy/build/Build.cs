using Nuke.Common;
using Nuke.Docker.Components;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);
}
