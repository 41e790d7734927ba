namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>The variables that instructions see at one point of a stage.</summary>
sealed class VariableScope(string file, char escape)
{
    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    readonly List<Word> _unset = [];

    /// <summary>Variables that were used without a value, each with the place of its use.</summary>
    public IReadOnlyList<Word> Unset => _unset;

    public IReadOnlyDictionary<string, string> Values => _values;

    public string? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set => _values[name] = value!;
    }

    public void AddRange(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values)
            _values[name] = value;
    }

    public Word Expand(Word word) => word with { Text = Expand(word.Text, word.Position, escape).Text };

    public Word? ExpandOptional(Word? word) => word == null ? null : Expand(word);

    public IEnumerable<Word> ExpandToWords(Word word) =>
        Expand(word.Text, word.Position, escape).Words.Select(text => word with { Text = text });

    public IReadOnlyList<Assignment> Expand(IEnumerable<Assignment> assignments) =>
        [.. assignments.Select(
            assignment => assignment with { Name = Expand(assignment.Name), Value = Expand(assignment.Value) })];

    /// <summary>In a here-document quotes are text, and a backslash escapes whatever the escape directive
    /// says.</summary>
    public Heredoc Expand(Heredoc heredoc) => heredoc.IsExpanded
        ? heredoc with
        {
            Content = Expand(heredoc.Content, new(heredoc.Lines.Start, 1), '\\', ExpansionModes.IgnoreQuotes).Text
        }
        : heredoc;

    public DockerfileException Error(SourcePosition position, string problem, Exception? cause = null) =>
        new(file, position.Line, problem, cause);

    /// <summary>Reads a word that has no variables any more, with its place in the error.</summary>
    public T Try<T>(Word word, Func<string, T> read)
    {
        try
        {
            return read(word.Text);
        }
        catch (FormatException problem)
        {
            throw Error(word.Position, $"{problem.Message}.", problem);
        }
    }

    Expansion Expand(
        string text, SourcePosition position, char escapeCharacter, ExpansionModes modes = ExpansionModes.None)
    {
        var expander = new Expander(escapeCharacter, name => this[name], modes);
        try
        {
            var expansion = expander.Expand(text);
            _unset.AddRange(expansion.Unset.Select(name => new Word(name, position)));
            return expansion;
        }
        catch (FormatException problem)
        {
            throw Error(position with { Line = position.Line + expander.LinesAbove }, $"{problem.Message}.", problem);
        }
    }
}
