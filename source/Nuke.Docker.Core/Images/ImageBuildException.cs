using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>The engine could not build an image.</summary>
public sealed class ImageBuildException : DockerException
{
    ImageBuildException(string message, string image, Exception? cause)
        : base(message, cause) => Image = image;

    /// <summary>The image's name, or its Dockerfile if it has none.</summary>
    public string Image { get; }

    /// <summary>The step that failed.</summary>
    /// <value><see langword="null"/> if the build failed before its first step.</value>
    public BuildStep? Step { get; private init; }

    /// <summary>The Dockerfile that has the failed step: its absolute path, or a name for a text that is no
    /// file.</summary>
    /// <value><see langword="null"/> where the step is not one of the file's instructions.</value>
    public string? Dockerfile { get; private init; }

    /// <summary>The first line of the failed step in <see cref="Dockerfile"/>, from 1.</summary>
    public int? Line { get; private init; }

    /// <summary>The exit code of the command that failed.</summary>
    /// <value><see langword="null"/> if no command failed, or the engine does not tell: podman does not.</value>
    public int? ExitCode { get; private init; }

    /// <summary>The last lines that the failed step has written, twenty at most.</summary>
    public IReadOnlyList<string> Output { get; private init; } = [];

    internal static ImageBuildException AtStep(
        string image,
        BuildStep? step,
        DockerfileExcerpt? excerpt,
        EngineMessage.Failure failure,
        IReadOnlyList<string> output)
    {
        var exitCode = failure.Code is > 0 ? failure.Code : null;
        var reason = exitCode is null ? failure.Message.Trim() : $"exit code {exitCode}.";
        var summary =
            step is null ? $"Image {image} was not built: {reason}" : $"Image {image} stopped at {step}: {reason}";
        string[] details = [.. excerpt?.Text ?? [], .. output];
        return new ImageBuildException(
            string.Join('\n', [summary, .. details.Select(line => "  " + line)]), image, cause: null)
        {
            Step = step,
            Dockerfile = excerpt?.SourceName,
            Line = excerpt?.Line,
            ExitCode = exitCode,
            Output = output,
        };
    }

    internal static ImageBuildException Refused(string image, string dockerfile, string reason, Exception cause) =>
        new($"Image {image} was not built from {dockerfile}: {reason}", image, cause);

    /// <summary>It was built, and is not there any more.</summary>
    internal static ImageBuildException Lost(string image, string reason) =>
        new($"Image {image} {reason}", image, cause: null);

    /// <summary>The same without secrets, and without a cause, which may have them too.</summary>
    internal ImageBuildException Redacted(KnownSecrets secrets) => new(secrets.Redact(Message), Image, cause: null)
    {
        Step = Step is null ? null : Step with { Instruction = secrets.Redact(Step.Instruction) },
        Dockerfile = Dockerfile,
        Line = Line,
        ExitCode = ExitCode,
        Output = [.. Output.Select(secrets.Redact)],
    };
}
