using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>One Dockerfile whose tests have to pass, and out of whose first stage an artifact is copied.</summary>
public sealed class StagesBuild : NukeBuild, IDockerImage
{
    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        MultiStage.From(RootDirectory)
            .Require("test")
            .Builder("build")
            .Artifact("/app/app", "bin/")
            .WriteArtifactsTo(RootDirectory / "output"),
    ];

    Configure<ImageBuildSettings> IBuildBuilderImage.BuilderImageSettings => _ => _.SetLabel("part", "builder");

    public static int Main() => Execute<StagesBuild>(x => ((IDockerImage)x).DockerImage);
}
