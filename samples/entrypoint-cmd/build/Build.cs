using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

class Build : NukeBuild, IDockerImage, IRunImage
{
    static readonly string[] Forms = ["cmd", "cmd-shell", "entrypoint", "both", "entrypoint-shell"];

    public static int Main() => Execute<Build>(x => ((IRunImage)x).RunImage);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        Forms.Select(form => MultiStage.From(RootDirectory).Named($"run-{form}").Target(form));
}
