using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>The <c>ARG</c> of a file.</summary>
static class Declarations
{
    public static IEnumerable<ArgumentDeclaration> Of(FormFile file, string name) =>
        Global(file).Concat(InStages(file)).Where(declaration => declaration.Name.Text == name);

    public static IEnumerable<ArgumentDeclaration> Global(FormFile file) =>
        file.File.GlobalArguments.SelectMany(argument => argument.Declarations);

    public static IEnumerable<ArgumentDeclaration> InStages(FormFile file) => file.Stages
        .SelectMany(stage => stage.Instructions).OfType<Instruction.Arg>()
        .SelectMany(argument => argument.Declarations);

    /// <summary>Refuses arguments above the first stage that would mean something else once both files are
    /// one.</summary>
    public static void CheckTogether(FormFile builder, FormFile runtime, Conversion conversion)
    {
        foreach (var declaration in Global(runtime))
            if (Global(builder).LastOrDefault(other => other.Name.Text == declaration.Name.Text) is { } other
                && other.Default?.Text != declaration.Default?.Text)
                throw conversion.At(
                    runtime, declaration.Name.Position.Line,
                    $"ARG {declaration.Name} has another default above the first FROM of the builder's Dockerfile, "
                    + $"line {other.Name.Position.Line}.");
        CheckInherited(builder, runtime, conversion);
        CheckInherited(runtime, builder, conversion);
    }

    // A stage's ARG without a default takes that of the ARG above the first FROM.
    static void CheckInherited(FormFile from, FormFile into, Conversion conversion)
    {
        var own = Global(into).Select(declaration => declaration.Name.Text).ToHashSet();
        var foreign = Global(from)
            .Where(declaration => declaration.Default is not null)
            .Select(declaration => declaration.Name.Text)
            .Where(name => !own.Contains(name)).ToHashSet();
        if (InStages(into).FirstOrDefault(
            declaration => declaration.Default is null && foreign.Contains(declaration.Name.Text)) is { } declaration)
            throw conversion.At(
                into, declaration.Name.Position.Line,
                $"ARG {declaration.Name} would take the default that the other Dockerfile has above its first FROM. "
                + "Give it one of its own.");
    }
}
