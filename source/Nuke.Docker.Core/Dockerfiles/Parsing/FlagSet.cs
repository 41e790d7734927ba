namespace Nuke.Docker.Dockerfiles.Parsing;

/// <summary>The flags of one instruction, checked against those that its keyword knows.</summary>
sealed class FlagSet
{
    readonly IReadOnlyList<Flag> _flags;

    FlagSet(IReadOnlyList<Flag> flags) => _flags = flags;

    /// <param name="context">The instruction.</param>
    /// <param name="texts">Flags with a value.</param>
    /// <param name="lists">Flags with a value that may come several times.</param>
    /// <param name="switches">Flags that are true, false or bare.</param>
    public static FlagSet Read(
        InstructionContext context, string[]? texts = null, string[]? lists = null, string[]? switches = null)
    {
        string[] known = [.. texts ?? [], .. lists ?? [], .. switches ?? []];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flag in context.Line.Flags)
        {
            var isSwitch = switches?.Contains(flag.Name) == true;
            var problem =
                !known.Contains(flag.Name)
                    ? $"has no flag '--{flag.Name}'.{Suggestion.For(flag.Name, known)}"
                : !seen.Add(flag.Name) && lists?.Contains(flag.Name) != true
                    ? $"has '--{flag.Name}' twice. Keep one."
                : isSwitch && flag.Value != null && !bool.TryParse(flag.Value, out _)
                    ? $"has '--{flag.Name}={flag.Value}', which is neither true nor false."
                : !isSwitch && flag.Value == null
                    ? $"has '--{flag.Name}' without a value. Write --{flag.Name}=<value>."
                : null;
            if (problem != null)
                throw context.Line.All.Line.Source.Error(flag.Position.Line, $"{context.Keyword} {problem}");
        }
        return new(context.Line.Flags);
    }

    /// <summary>The value as a word; an empty one counts as none, as builders treat it.</summary>
    public Word? Text(string name) => Texts(name) is [{ Text.Length: > 0 } word, ..] ? word : null;

    public IReadOnlyList<Word> Texts(string name) =>
        [.. _flags.Where(flag => flag.Name == name).Select(flag => new Word(flag.Value!, flag.Position))];

    public bool? IsOn(string name) => _flags.FirstOrDefault(flag => flag.Name == name) is { } flag
        ? flag.Value == null || bool.Parse(flag.Value)
        : null;
}
