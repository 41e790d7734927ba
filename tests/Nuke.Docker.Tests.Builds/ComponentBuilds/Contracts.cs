using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Contracts;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Verifies the image that it has built, by a contract of the image's and one of all images.</summary>
public sealed class ContractBuild : NukeBuild, IDockerImage, ITestImage
{
    [Parameter] readonly string User = "nobody";

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.Discover(RootDirectory).Should(image => image.HaveUser(User).HaveFile("/app"))];

    Configure<ImageContract> ITestImage.TestImageContract => _ => _
        .NotHaveFile("/usr/bin/gcc");

    public static int Main() => Execute<ContractBuild>(x => ((ITestImage)x).TestImage);
}
