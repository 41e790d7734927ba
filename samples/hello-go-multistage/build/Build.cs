using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        MultiStage.From(RootDirectory).Named("hello-go-by-position").Builder("0"),

        // One after the other, so that the second finds the compiled program in the engine's cache.
        MultiStage.From(RootDirectory).Named("hello-go-by-name").DependsOn("hello-go-by-position")
            .Dockerfile("Dockerfile.named").Builder("builder"),
    ];
}
