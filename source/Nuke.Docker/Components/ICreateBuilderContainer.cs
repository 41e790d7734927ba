using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Containers;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>
/// Creates a container from every builder image, and leaves its ID for later targets. It is not started, unless the
/// image has a command that is to be run in it. Where BuildKit copies the artifacts out of the image there is none.
/// </summary>
public interface ICreateBuilderContainer : IHazDockerImages
{
    /// <summary>Creates the containers.</summary>
    Target CreateBuilderContainer => _ => _
        .Description("Creates a container from every builder image")
        .TryDependsOn<IBuildBuilderImage>()
        .Produces(HandOver.Pattern(this, HandOver.BuilderContainer))
        .Executes(async () =>
        {
            var containers = await this.ForEachImageAsync(image => image.WithArtifactsAsync(async run =>
            {
                var builder = await image.HandOver.ReadBuilderImageAsync(image.Engine, image.Cancellation);
                var container = await run.CreateContainerAsync(builder, image.Cancellation);
                image.HandOver.Write(container);
                image.Reporter.Report(new ProgressEvent.Notice(container.ShortId is { } id
                    ? $"Container: {id}, from {builder.Name}"
                    : $"No container is needed: BuildKit copies the artifacts out of {builder.Name}"));
                return container;
            }), inEveryForm: true);
            this.ReportImages(containers, container => container.ShortId ?? "none needed");
        });

    /// <summary>What every builder container is created with.</summary>
    sealed Configure<BuilderContainerSettings> BuilderContainerSettingsBase => _ => _;

    /// <summary>What the build changes about every builder container. Applied last.</summary>
    Configure<BuilderContainerSettings> BuilderContainerSettings => _ => _;
}
