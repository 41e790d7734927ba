using System.Text;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>Takes the <c>--flags</c> off an instruction's arguments: quotes and escapes count, a lone <c>--</c> ends
/// them.</summary>
static class FlagReader
{
    public static (IReadOnlyList<Flag> Flags, LineSlice Arguments) Read(LineSlice slice, char escape)
    {
        var text = slice.Text;
        var flags = new List<Flag>();
        for (var position = 0; ;)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (!text.AsSpan(position).StartsWith("--"))
                return (flags, slice.From(position));
            var start = position;
            var word = ReadWord(text, ref position, escape);
            if (word == "--")
                return (flags, slice.From(position));
            flags.Add(ToFlag(word, slice.From(start).Position));
        }
    }

    static string ReadWord(string text, ref int position, char escape)
    {
        var word = new StringBuilder();
        char? quote = null;
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (quote == null && char.IsWhiteSpace(character))
                break;
            if (character == quote)
                quote = null;
            else if (quote == null && character is '\'' or '"')
                quote = character;
            else if (character != escape)
                word.Append(character);
            else if (position + 1 < text.Length)
                word.Append(text[++position]);
        }
        return word.ToString();
    }

    static Flag ToFlag(string word, SourcePosition position)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(word[2..], null, position)
            : new(word[2..equals], word[(equals + 1)..], position);
    }
}
