using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Containers;
using Nuke.Docker.HandOvers;

namespace Nuke.Docker.Components;

/// <summary>Copies the artifacts out of every builder container, and leaves them for later targets.</summary>
public interface ICopyArtifacts : IHazDockerImages
{
    /// <summary>Copies the artifacts.</summary>
    Target CopyArtifacts => _ => _
        .Description("Copies the artifacts out of the builder containers")
        .TryDependsOn<ICreateBuilderContainer>()
        .Produces(HandOver.Pattern(this, HandOver.Artifacts))
        .Executes(async () =>
        {
            var artifacts = await this.ForEachImageAsync(image => image.WithArtifactsAsync(async run =>
            {
                var container = await image.HandOver.ReadBuilderContainerAsync(image.Engine, image.Cancellation);
                var copied = await run.CopyOutAsync(container, image.Cancellation);
                image.HandOver.Write(copied);
                return copied;
            }), inEveryForm: true);
            this.ReportImages(artifacts, copied => ImageSummaries.Describe(copied.Items));
        });

    /// <summary>What every copy is made with.</summary>
    sealed Configure<ArtifactCopySettings> CopyArtifactsSettingsBase => _ => _;

    /// <summary>What the build changes about every copy. Applied last.</summary>
    Configure<ArtifactCopySettings> CopyArtifactsSettings => _ => _;
}
