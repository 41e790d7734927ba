using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>Builds the builder image of every image that has one, and leaves its ID for later targets.</summary>
public interface IBuildBuilderImage : IHazDockerImages
{
    /// <summary>Builds the builder images.</summary>
    Target BuildBuilderImage => _ => _
        .Description("Builds the builder images")
        .Produces(HandOver.Pattern(this, HandOver.BuilderImage), HandOver.Pattern(this, HandOver.Commits))
        .Executes(async () =>
        {
            var images = await this.ForEachImageAsync(async image =>
            {
                image.HandOver.Clear();
                return await image.WithBuilderAsync(async run =>
                {
                    var builder = await run.BuildBuilderImageAsync(image.Cancellation);
                    image.HandOver.Write(builder);
                    image.Reporter.Report(new ProgressEvent.Notice($"Image: {ImageSummaries.Describe(builder)}"));
                    return builder;
                });
            }, inEveryForm: true);
            this.ReportImages(images, ImageSummaries.Describe);
        });

    /// <summary>What every builder image is built with.</summary>
    sealed Configure<ImageBuildSettings> BuilderImageSettingsBase => ApplyDockerParameters;

    /// <summary>What the build changes about every builder image. Applied last.</summary>
    Configure<ImageBuildSettings> BuilderImageSettings => _ => _;
}
