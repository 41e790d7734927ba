using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    [Parameter("The repository of the server, such as https://host/server.git")] [Required] readonly string Repository =
        null!;

    [Parameter("Who may read it")] [Secret] [Required] readonly string GitUser = null!;

    [Parameter("Password or token of that user")] [Secret] [Required] readonly string GitPassword = null!;

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        MultiStage.From(RootDirectory).Dockerfile("Dockerfile", _ => _
            .SetBuilder(ImageBuilder.BuildKit)
            .AddSecret("user", GitUser)
            .AddSecret("password", GitPassword)
            .SetBuildArgument("REPOSITORY", Repository)
            .PinGit("COMMIT", GitSource.Parse(Repository).WithCredential(GitUser, GitPassword))),
    ];
}
