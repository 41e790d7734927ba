using System.Buffers;

namespace Nuke.Docker.Dockerfiles.Reading;

static class Blanks
{
    /// <summary>What separates arguments; other Unicode white space is a part of them.</summary>
    public static readonly SearchValues<char> Ascii = SearchValues.Create("\t\v\f\r ");

    /// <summary>The words between blanks, without a look at quotes.</summary>
    public static IReadOnlyList<Word> Split(LineSlice slice)
    {
        var text = slice.Text;
        var words = new List<Word>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Ascii) is var found and >= 0 ? found : text.Length - start;
            if (length > 0)
                words.Add(slice.Between(start, start + length).Word);
            start += length + 1;
        }
        return words;
    }
}
