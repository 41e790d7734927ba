using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

/// <summary>Turns a cut line into an instruction, and refuses what the builders refuse.</summary>
static partial class InstructionParser
{
    static readonly Dictionary<string, Func<InstructionContext, Instruction>> _keywords = new()
    {
        ["ADD"] = Add,
        ["ARG"] = Arg,
        ["CMD"] = Cmd,
        ["COPY"] = Copy,
        ["ENTRYPOINT"] = Entrypoint,
        ["ENV"] = Env,
        ["EXPOSE"] = Expose,
        ["FROM"] = From,
        ["HEALTHCHECK"] = Healthcheck,
        ["LABEL"] = Label,
        ["MAINTAINER"] = Maintainer,
        ["ONBUILD"] = OnBuild,
        ["RUN"] = Run,
        ["SHELL"] = Shell,
        ["STOPSIGNAL"] = StopSignal,
        ["USER"] = User,
        ["VOLUME"] = Volume,
        ["WORKDIR"] = Workdir,
    };

    public static Instruction Parse(LogicalLine line, LineReader lines)
    {
        var escape = lines.Directives.Escape;
        var cut = InstructionLine.Split(line.All, escape);
        return Parse(new(cut, CanHoldHeredocs(cut, escape) ? HeredocReader.Read(line, lines) : [], escape));
    }

    static Instruction Parse(InstructionContext context) =>
        _keywords.TryGetValue(context.Keyword, out var parse)
            ? parse(context)
            : throw context.Line.All.Error(Unknown(context.Line.Keyword.Text));

    static string Unknown(string keyword) => keyword.Length == 0
        ? "a continued line without an instruction. Remove the escape character."
        : $"unknown instruction '{keyword}'.{Suggestion.For(keyword, _keywords.Keys)}";

    static bool CanHoldHeredocs(InstructionLine line, char escape) => line.Keyword.Text.ToUpperInvariant() switch
    {
        "RUN" or "COPY" or "ADD" => JsonWords.Read(line.Arguments) == null,
        "ONBUILD" => CanHoldHeredocs(InstructionLine.Split(line.Arguments, escape), escape),
        _ => false,
    };
}
