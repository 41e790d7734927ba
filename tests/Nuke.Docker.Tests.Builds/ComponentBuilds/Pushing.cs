using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Serilog;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Pushes its image under two tags, and knows afterwards what it has pushed.</summary>
public sealed class PushBuild : NukeBuild, IDockerImage, IPushImage
{
    Target Show => _ => _
        .Executes(() =>
        {
            foreach (var image in ((IPushImage)this).PushedImages.Values.SelectMany(images => images))
                Log.Information("{Reference}", $"{image.Reference}");
        });

    Configure<ImageBuildSettings> IBuildRuntimeImage.RuntimeImageSettings => _ => _
        .AddTags("also:2");

    Configure<ImagePushSettings> IPushImage.PushImageSettings => _ => _
        .SetRetry(RetrySettings.None);

    public static int Main() => Execute<PushBuild>(x => ((IPushImage)x).PushImage);
}
