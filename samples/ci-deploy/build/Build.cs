using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;

partial class Build : NukeBuild, IDockerImage, IPushImage
{
    public static int Main() => Execute<Build>(x => ((IDockerImage)x).DockerImage);

    [Parameter("Version of the page, and tag of the image - Default is 0")]
    readonly string Version = "0";

    // What CI leaves, and the deployment takes.
    AbsolutePath ImageFile => RootDirectory / "output" / "image.txt";

    Target Publish => _ => _
        .Description("Builds the image, pushes it, and leaves its name by digest")
        .DependsOn<IPushImage>()
        .Produces(ImageFile)
        .Executes(() => ImageFile.WriteAllText($"{((IPushImage)this).PushedImages["ci-deploy"][0].Reference}"));

    Configure<ImageBuildSettings> IBuildRuntimeImage.RuntimeImageSettings => _ => _
        .SetBuildArgument("VERSION", Version)
        .SetTags($"ci-deploy:{Version}");
}
