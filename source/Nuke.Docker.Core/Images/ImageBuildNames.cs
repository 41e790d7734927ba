using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Images;

/// <summary>What errors call an image and its Dockerfile.</summary>
static class ImageBuildNames
{
    /// <summary>The first tag, or the Dockerfile of an image without one.</summary>
    public static string Of(ImageBuildSettings settings) =>
        settings.Tags is [var first, ..] ? $"'{first}'" : $"of {OfDockerfile(settings)}";

    public static string OfDockerfile(ImageBuildSettings settings)
    {
        if (settings.Context.DockerfileText is not null)
            return DockerfileSource.GivenText;
        var path = settings.Context.DockerfilePath ?? "Dockerfile";
        return (settings.GitContext?.ToString() ?? settings.RemoteContext) is { } address
            ? $"'{path}' of '{Redaction.OfAddress(address)}'"
            : $"'{Path.Combine(settings.ContextDirectory ?? "", path)}'";
    }
}
