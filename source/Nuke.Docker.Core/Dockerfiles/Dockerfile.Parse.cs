using Nuke.Docker.Dockerfiles.Parsing;
using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles;

sealed partial class Dockerfile
{
    /// <summary>The image of the frontend that is to read the file, if it names one: then it may be in another
    /// language.</summary>
    public static string? SyntaxOf(string text, string sourceName)
    {
        var reader = new LineReader(new SourceText(text, sourceName));
        reader.Next();
        return reader.Directives.Syntax?.Text;
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="text">With any line endings, with or without a byte order mark.</param>
    /// <param name="sourceName">What errors call it, usually its path.</param>
    /// <exception cref="DockerfileException">The first line that no builder accepts.</exception>
    public static Dockerfile Parse(string text, string sourceName)
    {
        var source = new SourceText(text, sourceName);
        var reader = new LineReader(source);
        var globalArguments = new List<Instruction.Arg>();
        var stages = new List<(Instruction.From From, List<Instruction> Instructions)>();
        while (reader.Next() is { } line)
        {
            var instruction = InstructionParser.Parse(line, reader);
            if (instruction is Instruction.From from)
                stages.Add((from, []));
            else if (stages is [.., var stage])
                stage.Instructions.Add(instruction);
            else if (instruction is Instruction.Arg argument)
                globalArguments.Add(argument);
            else
                throw source.Error(
                    instruction.Lines.Start,
                    $"{instruction.Written.Keyword} stands before the first FROM. Only ARG may.");
        }
        return stages.Count > 0
            ? new(sourceName, reader.Directives, globalArguments, [
                .. stages.Select((stage, index) => new Stage(index, stage.From, stage.Instructions))
            ])
            : throw source.Error(
                Math.Max(1, source.LineCount), "no FROM in the whole file. Begin a stage with FROM <image>.");
    }
}
