using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [MultiStage.From(RootDirectory / "site").Named("dockerignore")];
}
