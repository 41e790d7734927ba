using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Patterns;

/// <summary>The lines of a Dockerfile, some of them replaced. No line changes its number.</summary>
sealed class DockerfileLines
{
    readonly string[] _lines;

    DockerfileLines(string[] lines) => _lines = lines;

    public static DockerfileLines Of(string text) => new(text.Split('\n'));

    /// <summary>Puts an instruction into the place of another one, whose further lines become empty.</summary>
    public DockerfileLines Replace(Instruction instruction, string replacement)
    {
        var lines = (string[])_lines.Clone();
        Array.Fill(lines, "", instruction.Lines.Start - 1, instruction.Lines.End - instruction.Lines.Start + 1);
        lines[instruction.Lines.Start - 1] = replacement;
        return new DockerfileLines(lines);
    }

    /// <summary>Gives a stage without a name one.</summary>
    public DockerfileLines Name(Stage stage, string name) =>
        Replace(stage.From, $"{stage.From.Written.Text} AS {name}");

    /// <summary>The lines of one part.</summary>
    public string Part(SourceLines part) => string.Join('\n', _lines[(part.Start - 1)..part.End]);

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Join('\n', _lines);
}
