using System.Diagnostics;
using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Two images of one branch, to which somebody pushes as soon as the builder image is built.</summary>
public sealed class MovingBranchBuild : NukeBuild, IDockerImage
{
    [Parameter]
    readonly string Repository = "";

    [Parameter]
    readonly string WorkTree = "";

    [Parameter]
    readonly string RuntimeExitCode = "0";

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
    [
        BuilderPattern.From(GitSource.Parse($"{Repository}#main")).Named("moving"),
        MultiStage.From(RootDirectory).Named("pinned")
            .Runtime(settings => settings.PinGit("COMMIT", Repository, "main")),
    ];

    Configure<ImageBuildSettings> IBuildRuntimeImage.RuntimeImageSettings => _ => _
        .SetBuildArgument("EXIT", RuntimeExitCode);

    Target Push => _ => _
        .TriggeredBy<IBuildBuilderImage>()
        .TryBefore<ICreateBuilderContainer>()
        .Executes(() =>
        {
            using var push = Process.Start("git", ["-C", WorkTree, "push", "--quiet", "origin", "next:main"]);
            push.WaitForExit();
            Assert.True(push.ExitCode == 0);
        });

    public static int Main() => Execute<MovingBranchBuild>(x => ((IDockerImage)x).DockerImage);
}
