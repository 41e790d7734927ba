using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

static partial class InstructionParser
{
    static Instruction.From From(InstructionContext context)
    {
        var flags = FlagSet.Read(context, texts: ["platform"]);
        var words = Blanks.Split(context.Arguments);
        return words switch
        {
            [var image] => new(context.Written, image, null, flags.Text("platform")),
            [var image, { } keyword, var name] when keyword.Text.Equals("AS", StringComparison.OrdinalIgnoreCase) =>
                new(context.Written, image, StageName(context, name), flags.Text("platform")),
            _ => throw context.Error(
                "takes an image and, if the stage has a name, AS and the name: FROM <image> [AS <name>]."),
        };
    }

    static Word StageName(InstructionContext context, Word name)
    {
        var lower = name.Text.ToLowerInvariant();
        return ValidStageName().IsMatch(lower)
            ? name with { Text = lower }
            : throw context.Error(
                $"'{name.Text}' cannot name a stage. Begin with a letter, go on with letters, digits, '-', '_' and "
                + "'.'.");
    }

    static Instruction.Arg Arg(InstructionContext context)
    {
        var words = WordReader.Read(context.Arguments, context.Escape);
        return words.Count > 0
            ? new(context.Written, [.. words.Select(word => Declaration(context, word))])
            : throw context.Error("needs a name: ARG <name>[=<default>].");
    }

    static ArgumentDeclaration Declaration(InstructionContext context, Word word) =>
        word.Text.IndexOf('=', StringComparison.Ordinal) switch
        {
            < 0 => new(word, null),
            0 => throw context.Error($"'{word.Text}' has no name before the '='."),
            var equals => new(
                word with { Text = word.Text[..equals] },
                new(word.Text[(equals + 1)..], word.Position with { Column = word.Position.Column + equals + 1 })),
        };

    static Instruction.OnBuild OnBuild(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        if (context.Arguments.IsEmpty)
            throw context.Error("needs an instruction: ONBUILD RUN make.");
        var trigger = new InstructionContext(
            InstructionLine.Split(context.Arguments, context.Escape), context.Heredocs, context.Escape);
        if (trigger.Keyword is "ONBUILD" or "FROM" or "MAINTAINER")
            throw context.Error($"cannot hold {trigger.Keyword}.");
        if (trigger.Keyword is not ("ENV" or "LABEL"))
            _ = JsonWords.Read(trigger.Arguments);
        var bodies = context.Heredocs.Select(heredoc => $"\n{heredoc.Content}{heredoc.Name}");
        // Images keep the text from the trigger on to the end of the line, blanks included.
        var expression = (context.Line.All.Line.All with { Start = context.Arguments.Start }).Text
            + string.Concat(bodies);
        return new(context.Written, trigger.Keyword, expression) { Read = () => Parse(trigger) };
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9\-_.]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidStageName();
}
