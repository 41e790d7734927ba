using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Failures;

/// <summary>The step that takes an image from outside.</summary>
/// <remarks>BuildKit asks for all of them before its first step. If one cannot be had, it names the image and no
/// step.</remarks>
/// <param name="Step">As BuildKit would have counted it.</param>
/// <param name="Excerpt">Where it is in the Dockerfile.</param>
sealed record BaseImageStep(BuildStep Step, DockerfileExcerpt Excerpt)
{
    /// <summary>The instructions that BuildKit counts besides <c>FROM</c>.</summary>
    static readonly string[] _counted = ["RUN", "COPY", "ADD", "WORKDIR"];

    /// <summary>Finds the first step that takes the image.</summary>
    /// <returns><see langword="null"/> if none does by this name.</returns>
    public static BaseImageStep? Find(DockerfileSource? file, ImageBuildSettings settings, ImageReference image)
    {
        try
        {
            var resolved = file?.TryParse()?.Resolve(DockerfileSource.InputsOf(settings), settings.Target);
            return resolved?.NeededStages().Select(stage => Find(file!, resolved, stage, image))
                .FirstOrDefault(found => found is not null);
        }
        catch (DockerfileException)
        {
            return null; // What BuildKit says of it has to do.
        }
    }

    static BaseImageStep? Find(DockerfileSource file, ResolvedDockerfile all, ResolvedStage stage, ImageReference image)
    {
        Instruction[] steps =
        [
            stage.Stage.From,
            .. stage.Stage.Instructions.Where(instruction => _counted.Contains(instruction.Written.Keyword)),
        ];
        var index = stage.Base is ImageSource.Image { Name: var name } && IsSame(name, image)
            ? 0
            : Array.FindIndex(steps, 1, step => step.Written.Flags.Any(
                flag => flag is { Name: "from", Value: { } from } && IsSame(from, image)));
        if (index < 0)
            return null;
        var step = new BuildStep(index + 1, steps.Length, steps[index].Written.Text)
        {
            Stage = all.Stages.Count == 1 ? null : stage.Stage.Name ?? $"stage-{stage.Stage.Index}",
        };
        return new(step, DockerfileExcerpt.Of(file.Name, file.Text, steps[index].Lines));
    }

    static bool IsSame(string name, ImageReference image) =>
        ImageReference.TryParse(name, out var reference) && reference == image;
}
