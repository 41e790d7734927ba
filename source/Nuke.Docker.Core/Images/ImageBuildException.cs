using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>The engine could not build an image.</summary>
public sealed class ImageBuildException : DockerException
{
    ImageBuildException(string message, string image, BuildStep? step, int? exitCode, IReadOnlyList<string> output, Exception? cause)
        : base(message, cause) => (Image, Step, ExitCode, Output) = (image, step, exitCode, output);

    /// <summary>The image's name, or its Dockerfile if it has none.</summary>
    public string Image { get; }

    /// <summary>The step that failed.</summary>
    /// <value><see langword="null"/> if the build failed before its first step.</value>
    public BuildStep? Step { get; }

    /// <summary>The exit code of the command that failed.</summary>
    /// <value><see langword="null"/> if no command failed, or the engine does not tell: podman does not.</value>
    public int? ExitCode { get; }

    /// <summary>The last lines that the failed step has written, twenty at most.</summary>
    public IReadOnlyList<string> Output { get; }

    internal static ImageBuildException AtStep(
        string image, BuildStep? step, EngineMessage.Failure failure, IReadOnlyList<string> output)
    {
        var exitCode = failure.Code is > 0 ? failure.Code : null;
        var reason = exitCode is null ? failure.Message.Trim() : $"exit code {exitCode}.";
        var summary = step is null ? $"Image {image} was not built: {reason}" : $"Image {image} stopped at {step}: {reason}";
        return new ImageBuildException(string.Join('\n', [summary, .. output.Select(line => "  " + line)]), image, step, exitCode, output, cause: null);
    }

    internal static ImageBuildException Refused(string image, string dockerfile, EngineRequestException cause) =>
        new($"Image {image} was not built from {dockerfile}: {cause.Reason}", image, step: null, exitCode: null, output: [], cause);
}
