using System.Runtime.InteropServices;
using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Two images side by side, and an exception that nobody handles as soon as SIGUSR1 arrives.</summary>
public sealed class DyingBuild : NukeBuild, IDockerImage
{
    const int UserSignalOfLinux = 10;

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        BuilderPattern.Discover(RootDirectory / "shop"),
        BuilderPattern.Discover(RootDirectory / "mail"),
    ];

    public static int Main()
    {
        using var dying = PosixSignalRegistration.Create(
            (PosixSignal)UserSignalOfLinux, _ => throw new InvalidOperationException("It dies."));
        return Execute<DyingBuild>(x => ((IDockerImage)x).DockerImage);
    }
}
