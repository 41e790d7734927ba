using System.Globalization;

namespace Nuke.Docker.Dockerfiles;

/// <summary>Which stages and images a stage reads.</summary>
static class StageSources
{
    public static IEnumerable<ImageSource> Of(ResolvedStage stage)
    {
        yield return stage.Base;
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is Instruction.Copy { Origin: { } origin })
                yield return OfCopy(stage, origin);
            if (instruction is not Instruction.Run run)
                continue;
            foreach (var mount in run.Mounts.Where(mount => !string.IsNullOrEmpty(mount.From)))
                yield return Named(stage, mount.From!, mount.Written);
        }
    }

    /// <summary>A number is a stage's index, never an image.</summary>
    static ImageSource OfCopy(ResolvedStage stage, Word origin)
    {
        if (!int.TryParse(origin.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return Named(stage, origin.Text, origin);
        var stages = stage.File.Stages;
        return index >= 0 && index < stages.Count
            ? Earlier(stage, stages[index], origin)
            : throw Error(
                stage,
                origin,
                $"--from={origin} is no stage: {stage.File.SourceName} has stages 0 to {stages.Count - 1}.");
    }

    static ImageSource Named(ResolvedStage stage, string name, Word written) =>
        stage.File.FindStageByName(name) is { } found
            ? Earlier(stage, found, written)
            : name == "scratch" ? new ImageSource.Scratch() : new ImageSource.Image(name);

    static ImageSource.OfStage Earlier(ResolvedStage stage, Stage source, Word written) =>
        source.Index < stage.Stage.Index
            ? new(source)
            : throw Error(stage, written, source.Index == stage.Stage.Index
                ? $"stage {source} reads from itself. Read from an earlier stage."
                : $"stage {source} begins only on line {source.Lines.Start}. Move it above stage {stage.Stage}, which "
                    + "reads from it.");

    static DockerfileException Error(ResolvedStage stage, Word written, string problem) =>
        new(stage.File.SourceName, written.Position.Line, problem);
}
