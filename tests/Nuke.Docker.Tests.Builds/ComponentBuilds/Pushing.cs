using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
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

/// <summary>Pushes what its contract allows; the user that it expects is the command line's.</summary>
public sealed class TestedPushBuild : NukeBuild, IDockerImage, ITestImage, IPushImage
{
    [Parameter] readonly string User = "nobody";

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [BuilderPattern.Discover(RootDirectory).Should(image => image.HaveUser(User))];

    public static int Main() => Execute<TestedPushBuild>(x => ((IPushImage)x).PushImage);
}
