using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Components;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Builds.ComponentBuilds;

/// <summary>Has a secret, and may do with it what one should not.</summary>
public sealed class SecretBuild : NukeBuild, IDockerImage
{
    [Parameter("A secret")] [Secret] readonly string? FeedToken;

    [Parameter("Name of a build argument that gets the secret")] readonly string? Argument;

    [Parameter("Name of a build argument that gets it, and may")] readonly string? AllowedArgument;

    [Parameter("Whether two build arguments get half of it each")] readonly bool Halves;

    [Parameter("Whether a step is to mount it")] readonly bool Mounted;

    [Parameter("Whether a command gets it")] readonly bool Command;

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages => [Command
        ? BuilderPattern.Discover(RootDirectory).Run("sh", "-c", $"echo got {FeedToken}; exit 5")
        : BuilderPattern.Discover(RootDirectory)];

    Configure<ImageBuildSettings> IBuildBuilderImage.BuilderImageSettings => settings =>
    {
        if (Argument is not null)
            settings = settings.SetBuildArgument(Argument, FeedToken);
        if (AllowedArgument is not null)
            settings = settings.SetBuildArgument(AllowedArgument, FeedToken).AllowBuildArgument(AllowedArgument);
        if (Halves)
            settings = settings.SetBuildArgument("A", FeedToken![..7]).SetBuildArgument("B", FeedToken[7..]);
        return Mounted ? settings.AddSecret("feed", FeedToken!) : settings;
    };

    public static int Main() => Execute<SecretBuild>(x => ((IDockerImage)x).DockerImage);
}
