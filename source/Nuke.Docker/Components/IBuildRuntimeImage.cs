using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Containers;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>Builds the image of every definition that is shipped: with the artifacts in its context, or from its last
/// stage.</summary>
public interface IBuildRuntimeImage : IHazDockerImages
{
    /// <summary>Builds the runtime images.</summary>
    Target BuildRuntimeImage => _ => _
        .Description("Builds the runtime images")
        .TryDependsOn<ICopyArtifacts>()
        .Produces(HandOver.Pattern(this, HandOver.RuntimeImage))
        .Executes(async () =>
        {
            var images = await this.ForEachImageAsync(async image =>
            {
                var runtime = await image.BuildRuntimeImageAsync();
                image.HandOver.Write(runtime);
                image.Reporter.Report(new ProgressEvent.Notice($"Image: {ImageSummaries.Describe(runtime)}"));
                var command = await ImageCommand.FindAsync(image.Engine, runtime.Id, image.Cancellation);
                image.Reporter.Report(new ProgressEvent.Notice($"Runs: {command}"));
                return runtime;
            }, inEveryForm: true);
            this.ReportImages(images, ImageSummaries.Describe);
        });

    /// <summary>What every runtime image is built with.</summary>
    sealed Configure<ImageBuildSettings> RuntimeImageSettingsBase => settings =>
        ApplyDockerParameters(settings).SetTags(DockerTags.Apply(settings.Tags, DockerTag));

    /// <summary>What the build changes about every runtime image. Applied last.</summary>
    Configure<ImageBuildSettings> RuntimeImageSettings => _ => _;
}
