using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Serilog;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Changes the settings of every step.</summary>
public sealed class HookedBuild : NukeBuild, IDockerImage
{
    Configure<ImageBuildSettings> IBuildBuilderImage.BuilderImageSettings => _ => _
        .SetBuildArgument("GREETING", "from the hook")
        .SetLabel("part", "builder");

    Configure<BuilderContainerSettings> ICreateBuilderContainer.BuilderContainerSettings => _ => _
        .SetUser("nobody");

    Configure<ArtifactCopySettings> ICopyArtifacts.CopyArtifactsSettings => _ => _
        .AddArtifacts(new Artifact("/etc/passwd", "users"));

    Configure<ImageBuildSettings> IBuildRuntimeImage.RuntimeImageSettings => _ => _
        .SetLabel("part", "runtime")
        .SetTags("hooked:last");

    public static int Main() => Execute<HookedBuild>(x => ((IDockerImage)x).DockerImage);
}

/// <summary>Compiles in a builder and writes the artifacts to the disk. There is no runtime image.</summary>
public sealed class ArtifactsOnlyBuild
    : NukeBuild, IBuildBuilderImage, ICreateBuilderContainer, ICopyArtifacts, ICleanUpBuilder
{
    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.From(RootDirectory).Artifact("/app/app").WriteArtifactsTo(RootDirectory / "output")];

    public static int Main() => Execute<ArtifactsOnlyBuild>(x => ((ICopyArtifacts)x).CopyArtifacts);
}

/// <summary>A container that nobody but the process removes.</summary>
public sealed class NoCleanUpBuild : NukeBuild, IBuildBuilderImage, ICreateBuilderContainer
{
    public static int Main() => Execute<NoCleanUpBuild>(x => ((ICreateBuilderContainer)x).CreateBuilderContainer);
}

/// <summary>Extends one target, replaces another, and has targets of its own between and after them.</summary>
public sealed class ExtendedBuild : NukeBuild, IDockerImage
{
    Target IBuildBuilderImage.BuildBuilderImage => _ => _
        .Inherit<IBuildBuilderImage>()
        .Executes(() => Log.Information("added to the target"));

    Target ICleanUpBuilder.CleanUpBuilder => _ => _
        .TryTriggeredBy<ICreateBuilderContainer>()
        .TryAfter<IBuildRuntimeImage>()
        .Executes(() => Log.Information("in place of the target"));

    Target Between => _ => _
        .TryAfter<ICopyArtifacts>()
        .TryBefore<IBuildRuntimeImage>()
        .Executes(() => Log.Information("between"));

    Target Publish => _ => _
        .DependsOn<IBuildRuntimeImage>()
        .DependsOn(Between)
        .Executes(() => Log.Information("published"));

    public static int Main() => Execute<ExtendedBuild>(x => x.Publish);
}

/// <summary>An image whose name no registry accepts.</summary>
public sealed class WrongCasingBuild : NukeBuild, IDockerImage
{
    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.From(RootDirectory).Builder("Dockerfile-builder")
            .Runtime("Dockerfile-runtime", "Acme/Shop:1.4.0")];

    public static int Main() => Execute<WrongCasingBuild>(x => ((IDockerImage)x).DockerImage);
}

/// <summary>An artifact that the builder does not have.</summary>
public sealed class MissingArtifactBuild : NukeBuild, IDockerImage
{
    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.Discover(RootDirectory).Artifact("/app/application")];

    public static int Main() => Execute<MissingArtifactBuild>(x => ((IDockerImage)x).DockerImage);
}
