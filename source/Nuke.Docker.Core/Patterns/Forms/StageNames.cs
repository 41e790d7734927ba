using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>The names of the stages of two files that become one.</summary>
static class StageNames
{
    /// <summary>A name for the builder's stage.</summary>
    /// <exception cref="ImageConversionException">A name would mean something else once both files are one.</exception>
    public static string OfBuilder(FormFile builder, FormFile runtime, Conversion conversion)
    {
        var names = builder.Stages.Select(stage => stage.Name).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in runtime.Stages)
        {
            if (stage.Name is { } name && names.Contains(name))
                throw conversion.At(
                    runtime,
                    stage.Lines.Start,
                    $"the builder's Dockerfile has a stage '{name}' as well. Rename one of them.");
            if (ImagesOf(runtime, stage).FirstOrDefault(names.Contains) is { } image)
                throw conversion.At(
                    runtime, stage.Lines.Start,
                    $"the stage takes the image '{image}', and the builder's Dockerfile has a stage of that name. "
                    + "Rename that stage.");
        }
        if (builder.Target.Name is { } given)
            return given;
        var taken = names.Concat(runtime.Stages.SelectMany(stage => ImagesOf(runtime, stage).Append(stage.Name ?? "")))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? "builder" : $"builder-{number}")
            .First(name => !taken.Contains(name));
    }

    static IEnumerable<string> ImagesOf(FormFile file, Stage stage) =>
        file.Resolved.Stages[stage.Index].Sources.OfType<ImageSource.Image>().Select(image => image.Name);
}
