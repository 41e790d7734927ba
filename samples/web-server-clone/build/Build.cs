using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    [Parameter("The repository of the server, such as https://host/server.git")] [Required] readonly string Repository =
        null!;

    [Parameter("Its branch, tag or commit - Default is main")] readonly string Branch = "main";

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        MultiStage.From(RootDirectory).Dockerfile("Dockerfile", _ => _
            .SetBuildArgument("REPOSITORY", Repository)
            .PinGit("COMMIT", Repository, Branch)),
    ];
}
