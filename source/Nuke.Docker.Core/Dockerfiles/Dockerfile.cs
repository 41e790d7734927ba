using System.Globalization;

namespace Nuke.Docker.Dockerfiles;

/// <summary>A Dockerfile, read as BuildKit reads it.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/</remarks>
sealed partial class Dockerfile
{
    Dockerfile(
        string sourceName,
        ParserDirectives directives,
        IReadOnlyList<Instruction.Arg> globalArguments,
        IReadOnlyList<Stage> stages)
    {
        SourceName = sourceName;
        Directives = directives;
        GlobalArguments = globalArguments;
        Stages = stages;
    }

    /// <summary>The file's name in error messages.</summary>
    public string SourceName { get; }

    public ParserDirectives Directives { get; }

    /// <summary>The <c>ARG</c> above the first <c>FROM</c>: they exist for <c>FROM</c>, and for a stage that declares
    /// them again.</summary>
    public IReadOnlyList<Instruction.Arg> GlobalArguments { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>A stage by its name, whatever its case, or by its index.</summary>
    /// <remarks>Where several stages share a name BuildKit takes the last of them; the classic builder accepts no such
    /// file.</remarks>
    public Stage? FindStage(string nameOrIndex) => FindStageByName(nameOrIndex)
        ?? (int.TryParse(nameOrIndex, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < Stages.Count
            ? Stages[index]
            : null);

    /// <summary>The instruction behind a step of a builder.</summary>
    /// <param name="number">From 1: the classic builder counts every instruction of the file, podman those of each
    /// stage.</param>
    /// <param name="text">The instruction as the builder shows it.</param>
    /// <returns>
    /// <see langword="null"/> for what is not in the file, such as labels that are given from outside, and for what is
    /// not to be told from another instruction.
    /// </returns>
    public Instruction? FindStep(int number, string text)
    {
        Instruction[] all = [.. GlobalArguments, .. Stages.SelectMany(stage => stage.Instructions.Prepend(stage.From))];
        Instruction[] same = [.. all.Where(instruction => instruction.Written.Text == text)];
        return all.ElementAtOrDefault(number - 1) is { } instruction && same.Contains(instruction)
            ? instruction
            : same is [var only] ? only : null;
    }

    /// <summary>The stage that a build can be told to end with: builders take names only, no indexes.</summary>
    /// <exception cref="ArgumentException">There is no such stage; the message lists those there are.</exception>
    public Stage GetTarget(string name) => FindStageByName(name) ?? throw new ArgumentException(UnknownTarget(name));

    internal Stage? FindStageByName(string name) =>
        Stages.LastOrDefault(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase));

    string UnknownTarget(string name)
    {
        var names = Stages.Select(stage => stage.Name).OfType<string>().Distinct().ToList();
        if (names.Count == 0)
            return $"{SourceName} has no stage '{name}', because none of its stages has a name. Write FROM <image> AS "
                + $"{name}.";
        return FindStage(name) is { Name: null } unnamed
            ? $"{SourceName}:{unnamed.Lines.Start}: stage {unnamed.Index} has no name, and builders know targets by "
                + "name only. Write AS <name> behind its FROM."
            : $"{SourceName} has no stage '{name}'. Its stages are {string.Join(", ", names)}.";
    }
}
