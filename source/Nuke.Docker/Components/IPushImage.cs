using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>Pushes every image with all its tags, after its tests if the build has <see cref="ITestImage"/>.</summary>
public interface IPushImage : IHazDockerImages, IHazRegistry
{
    /// <summary>Pushes the images.</summary>
    Target PushImage => _ => _
        .Description("Pushes the images to their registries")
        .TryDependsOn<IBuildRuntimeImage>()
        .TryDependsOn<ITestImage>()
        .Produces(HandOver.Pattern(this, HandOver.PushedImage))
        .Executes(async () =>
        {
            var images = await this.ForEachImageAsync(async image =>
            {
                var settings = await this.TagForRegistryAsync(image, image.HandOver.ReadRuntimeImage("PushImage"));
                var configured = PushImageSettings(PushImageSettingsBase(settings));
                var pushed = await ImagePush.RunAsync(image.Engine, configured, image.Reporter, image.Cancellation);
                image.HandOver.Write(pushed);
                foreach (var one in pushed)
                    image.Reporter.Report(new ProgressEvent.Notice($"Pushed {one.Image}, {one.Digest}"));
                return pushed;
            });
            this.ReportImages(images, ImageSummaries.Describe);
        });

    /// <summary>What <see cref="PushImage"/> has pushed, in this build or an earlier one, by the name of the
    /// image.</summary>
    /// <exception cref="HandOverException">It has not run for an image.</exception>
    sealed IReadOnlyDictionary<string, IReadOnlyList<PushedImage>> PushedImages => ImagePlan
        .Waves(DockerImages, DockerImageNames)
        .SelectMany(wave => wave)
        .ToDictionary(
            image => image.Name, image => HandOver.For(this, image.Name, ResolvedDockerEndpoint).ReadPushedImages());

    /// <summary>What every image is pushed with.</summary>
    sealed Configure<ImagePushSettings> PushImageSettingsBase => settings =>
        settings.SetCredentials(ResolvedRegistryCredentials);

    /// <summary>What the build changes about every push. Applied last.</summary>
    Configure<ImagePushSettings> PushImageSettings => _ => _;
}
