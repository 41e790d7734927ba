namespace Nuke.Docker.Dockerfiles;

/// <summary>A <c>FROM</c> and what follows it.</summary>
sealed class Stage
{
    internal Stage(int index, Instruction.From from, IReadOnlyList<Instruction> instructions)
    {
        Index = index;
        From = from;
        Instructions = instructions;
    }

    /// <summary>From 0, in the order of the file.</summary>
    public int Index { get; }

    public Instruction.From From { get; }

    /// <summary>In lower case; <see langword="null"/> for a stage without a name.</summary>
    public string? Name => From.Name?.Text;

    /// <summary>Those below <see cref="From"/>.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>From <c>FROM</c> to the last line of the last instruction.</summary>
    public SourceLines Lines => new(From.Lines.Start, Instructions is [.., var last] ? last.Lines.End : From.Lines.End);

    /// <summary>The name in quotes, or the index of a stage without one.</summary>
    public override string ToString() => Name == null ? $"{Index}" : $"'{Name}'";
}
