using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>All that a build needs whose pair of Dockerfiles is in the root.</summary>
public sealed class ZeroConfigurationBuild : NukeBuild, IDockerImage
{
    public static int Main() => Execute<ZeroConfigurationBuild>(x => ((IDockerImage)x).DockerImage);
}

/// <summary>Three images, one of which needs another one first.</summary>
public sealed class SeveralImagesBuild : NukeBuild, IDockerImage
{
    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        BuilderPattern.Discover(RootDirectory / "shop").DependsOn("base"),
        BuilderPattern.Discover(RootDirectory / "base"),
        BuilderPattern.Discover(RootDirectory / "mail"),
    ];

    public static int Main() => Execute<SeveralImagesBuild>(x => ((IDockerImage)x).DockerImage);
}
