using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>One Dockerfile, of which a step mounts a secret.</summary>
public sealed class SecretStagesBuild : NukeBuild, IDockerImage
{
    [Parameter("A secret")] [Secret] readonly string? FeedToken;

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages => [MultiStage.From(RootDirectory)];

    Configure<ImageBuildSettings> IBuildRuntimeImage.RuntimeImageSettings => _ => _.AddSecret("feed", FeedToken!);

    public static int Main() => Execute<SecretStagesBuild>(x => ((IDockerImage)x).DockerImage);
}
