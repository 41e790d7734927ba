using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

/// <summary>The build of this repository: it builds the sample image with the components that it is about.</summary>
partial class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.Discover(RootDirectory / "samples" / "hello-go")];
}
