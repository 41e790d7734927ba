using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Images.Sources;

/// <summary>The images from outside that a build takes, by the names that its Dockerfile has for them.</summary>
static class BaseImages
{
    /// <returns>Empty if the file cannot be resolved: the engine says so at the step.</returns>
    public static IReadOnlyList<string> Of(ImageBuildSettings settings, DockerfileSource? file)
    {
        try
        {
            return file?.TryParse()?.Resolve(DockerfileSource.InputsOf(settings), settings.Target).NeededImages() ?? [];
        }
        catch (DockerfileException)
        {
            // A variable without a value, a stage that does not exist: the engine says it at the step.
            return [];
        }
    }
}
