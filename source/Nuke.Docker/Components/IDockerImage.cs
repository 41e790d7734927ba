using Nuke.Common;

namespace Nuke.Docker.Components;

/// <summary>The whole of the builder pattern as one target.</summary>
/// <example>
/// <code>
/// class Build : NukeBuild, IDockerImage
/// {
///     public static int Main() => Execute&lt;Build>(x => ((IDockerImage)x).DockerImage);
/// }
/// </code>
/// </example>
public interface IDockerImage
    : IBuildBuilderImage, ICreateBuilderContainer, ICopyArtifacts, IBuildRuntimeImage, ICleanUpBuilder
{
    /// <summary>Builds the images: builder image, container, artifacts, runtime image, clean-up.</summary>
    Target DockerImage => _ => _
        .Description("Builds the Docker images")
        .DependsOn<IBuildRuntimeImage>()
        .TryAfter<ICleanUpBuilder>()
        .Executes(() => this.ReportSizes());
}
