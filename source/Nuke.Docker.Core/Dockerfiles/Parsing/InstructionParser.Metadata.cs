using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

static partial class InstructionParser
{
    static Instruction.Env Env(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, Assignments(context));
    }

    static Instruction.Label Label(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, Assignments(context));
    }

    static Instruction.Expose Expose(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        var ports = Blanks.Split(context.Arguments);
        return ports.Count > 0 ? new(context.Written, ports) : throw context.Error("needs a port.");
    }

    static Instruction.User User(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, context.Whole("a user"));
    }

    static Instruction.Workdir Workdir(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, context.Whole("a directory"));
    }

    static Instruction.StopSignal StopSignal(InstructionContext context) =>
        new(context.Written, context.Whole("a signal"));

    static Instruction.Maintainer Maintainer(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, context.Whole("a name"));
    }

    static Instruction.Volume Volume(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        var paths = context.List("a directory").Select(path => path with { Text = path.Text.Trim() }).ToList();
        return paths.TrueForAll(path => path.Text.Length > 0)
            ? new(context.Written, paths)
            : throw context.Error("has an empty directory in its list.");
    }

    /// <summary>The first word decides: with an equals sign all are <c>name=value</c>, without it the rest is one
    /// value.</summary>
    static IReadOnlyList<Assignment> Assignments(InstructionContext context)
    {
        var words = WordReader.Read(context.Arguments, context.Escape);
        if (words.Count == 0)
            throw context.Error($"needs a name and a value: {context.Keyword} <name>=<value>.");
        return words[0].Text.Contains('=', StringComparison.Ordinal)
            ? [.. words.Select(word => Assignment(context, word))]
            : [LegacyAssignment(context)];
    }

    static Assignment Assignment(InstructionContext context, Word word) =>
        word.Text.IndexOf('=', StringComparison.Ordinal) switch
        {
            < 0 => throw context.Error(
                $"'{word.Text}' has no '='. Write <name>=<value>, with quotes around values that hold blanks."),
            0 => throw context.Error($"'{word.Text}' has no name before the '='."),
            var equals => new(
                word with { Text = word.Text[..equals] },
                new(word.Text[(equals + 1)..], word.Position with { Column = word.Position.Column + equals + 1 }),
                IsLegacy: false),
        };

    static Assignment LegacyAssignment(InstructionContext context)
    {
        var name = Blanks.Split(context.Arguments)[0];
        var value = context.Arguments.From(name.Text.Length).Trim();
        return value.IsEmpty
            ? throw context.Error($"'{name.Text}' has no value. Write {context.Keyword} {name.Text}=<value>.")
            : new(name, value.Word, IsLegacy: true);
    }
}
