using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

/// <summary>What a parse function gets: the cut line, its here-documents, and the questions they all ask.</summary>
sealed record InstructionContext(InstructionLine Line, IReadOnlyList<Heredoc> Heredocs, char Escape)
{
    public string Keyword { get; } = Line.Keyword.Text.ToUpperInvariant();

    public LineSlice Arguments => Line.Arguments;

    public InstructionSource Written => new(
        Keyword,
        Line.All.Line.Lines,
        Line.Keyword.Position,
        Line.All.Text,
        Line.All.Line.Source.Lines(Line.All.Line.Lines),
        Line.Flags,
        Heredocs);

    public DockerfileException Error(string problem) => Line.All.Error($"{Keyword} {problem}");

    /// <summary>All arguments as one word, for the keywords that do not split them.</summary>
    public Word Whole(string what) =>
        Arguments.IsEmpty ? throw Error($"needs {what}.") : Arguments.Word;

    /// <summary>A JSON array or words between blanks; at least <paramref name="least"/> of them.</summary>
    public IReadOnlyList<Word> List(string what, int least = 1)
    {
        var words = JsonWords.Read(Arguments) ?? Blanks.Split(Arguments);
        return words.Count >= least ? words : throw Error($"needs {what}.");
    }

    /// <summary>The exec form, or the whole text as a shell's command.</summary>
    public static CommandLine Command(LineSlice arguments) => JsonWords.Read(arguments) is { } words
        ? new(words, IsExecForm: true)
        : new(arguments.IsEmpty ? [] : [arguments.Word], IsExecForm: false);
}
