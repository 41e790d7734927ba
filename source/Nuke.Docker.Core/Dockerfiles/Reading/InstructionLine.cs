namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>A joined line, cut into keyword, flags and the rest.</summary>
sealed record InstructionLine(LineSlice All, Word Keyword, IReadOnlyList<Flag> Flags, LineSlice Arguments)
{
    public static InstructionLine Split(LineSlice line, char escape)
    {
        var all = line.Trim();
        var text = all.Text;
        var end = text.AsSpan().IndexOfAny(Blanks.Ascii) is var found and >= 0 ? found : text.Length;
        var keyword = all.Between(0, end).Word;
        var (flags, arguments) = FlagReader.Read(all.From(end), escape);
        return new(all, keyword, flags, arguments.Trim());
    }
}
