using System.Text;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>Splits <c>ENV</c>, <c>LABEL</c> and <c>ARG</c> at blanks outside quotes; quotes and escapes stay in the
/// words.</summary>
static class WordReader
{
    public static IReadOnlyList<Word> Read(LineSlice slice, char escape)
    {
        var text = slice.Text;
        var words = new List<Word>();
        for (var position = 0; ;)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                return words;
            var start = slice.From(position).Position;
            if (ReadWord(text, ref position, escape) is { Length: > 0 } word)
                words.Add(new(word, start));
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
            if (character == escape && quote != '\'')
            {
                // An escape character at the very end escapes nothing and is dropped.
                if (position + 1 < text.Length)
                    word.Append(character).Append(text[++position]);
                continue;
            }
            if (character == quote)
                quote = null;
            else if (quote == null && character is '\'' or '"')
                quote = character;
            word.Append(character);
        }
        return word.ToString();
    }
}
