using Nuke.Common;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Components;

/// <summary>Removes the builder containers, whatever has happened, unless they are to be kept.</summary>
/// <remarks>
/// Builder images stay as the cache of the next build, as long as they have a tag. A build that is killed by Ctrl+C or
/// SIGTERM cleans up without this target, too.
/// </remarks>
public interface ICleanUpBuilder : IHazDockerImages
{
    /// <summary>Removes the builder containers.</summary>
    Target CleanUpBuilder => _ => _
        .Description("Removes the builder containers, also after a failure")
        .TryTriggeredBy<ICreateBuilderContainer>()
        .TryAfter<ICopyArtifacts>()
        .TryAfter<IBuildRuntimeImage>()
        .AssuredAfterFailure()
        .Executes(async () =>
        {
            if (this.HasNothingToDo())
                BuildLog.Removed([]);
            else if (DockerKeepBuilder)
                await this.ReportKeptBuildersAsync();
            else
                await this.RemoveBuildersAsync();
        });
}
