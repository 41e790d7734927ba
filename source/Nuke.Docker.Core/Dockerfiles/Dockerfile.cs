using System.Globalization;

namespace Nuke.Docker.Dockerfiles;

/// <summary>A Dockerfile, read as BuildKit reads it.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/</remarks>
internal sealed partial class Dockerfile
{
    private Dockerfile(
        string sourceName, ParserDirectives directives, IReadOnlyList<Instruction.Arg> globalArguments, IReadOnlyList<Stage> stages)
    {
        SourceName = sourceName;
        Directives = directives;
        GlobalArguments = globalArguments;
        Stages = stages;
    }

    /// <summary>The file's name in error messages.</summary>
    public string SourceName { get; }

    public ParserDirectives Directives { get; }

    /// <summary>The <c>ARG</c> above the first <c>FROM</c>: they exist for <c>FROM</c>, and for a stage that declares them again.</summary>
    public IReadOnlyList<Instruction.Arg> GlobalArguments { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The stage that <c>--from</c> or a target means: by name, whatever its case, or by index.</summary>
    /// <remarks>Where several stages share a name BuildKit takes the last of them; the classic builder accepts no such file.</remarks>
    public Stage? FindStage(string nameOrIndex) =>
        Stages.LastOrDefault(stage => string.Equals(stage.Name, nameOrIndex, StringComparison.OrdinalIgnoreCase))
        ?? (int.TryParse(nameOrIndex, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Stages.Count
            ? Stages[index]
            : null);

    /// <summary>Like <see cref="FindStage"/>, but with an error that lists the stages.</summary>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public Stage GetStage(string nameOrIndex) => FindStage(nameOrIndex) ?? throw new ArgumentException(UnknownStage(nameOrIndex));

    private string UnknownStage(string name)
    {
        var names = Stages.Select(stage => stage.Name).OfType<string>().Distinct().ToList();
        return names.Count == 0
            ? $"{SourceName} has no stage '{name}': none of its {Stages.Count} stages has a name. Write FROM <image> AS {name}."
            : $"{SourceName} has no stage '{name}'. Its stages are {string.Join(", ", names)}.";
    }
}
