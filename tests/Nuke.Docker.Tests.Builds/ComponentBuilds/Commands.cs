using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Patterns;
using Serilog;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Runs a command of the command line's in the builder's container, and keeps its reports.</summary>
public sealed class CommandBuild : NukeBuild, IDockerImage
{
    [Parameter] readonly string Command = "true";

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.Discover(RootDirectory).Run("sh", "-c", Command)
            .Report("/app/*.xml", RootDirectory / "reports")];

    public static int Main() => Execute<CommandBuild>(x => ((IDockerImage)x).DockerImage);
}

/// <summary>Waits for a signal while the builder's container exists and no target of ours is at work.</summary>
public sealed class WaitingBuild : NukeBuild, IDockerImage
{
    Target Wait => _ => _
        .DependsOn<ICreateBuilderContainer>()
        .TryDependentFor<ICopyArtifacts>()
        .Executes(() =>
        {
            Log.Information("waiting");
            Thread.Sleep(Timeout.Infinite);
        });

    public static int Main() => Execute<WaitingBuild>(x => ((IDockerImage)x).DockerImage);
}
