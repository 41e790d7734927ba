using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>The exec form: a JSON array of strings. Whatever is no JSON array at all is the shell form.</summary>
static class JsonWords
{
    const int DeepestNesting = 10000;

    /// <returns><see langword="null"/> if this is not the exec form.</returns>
    /// <exception cref="DockerfileException">An array that holds something else than strings.</exception>
    public static IReadOnlyList<Word>? Read(LineSlice slice)
    {
        var text = slice.Text;
        if (!text.AsSpan().TrimStart().StartsWith("["))
            return null;
        var json = Encoding.UTF8.GetBytes(text);
        var words = new List<Word>();
        var isArrayOfStrings = true;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
            reader.Read();
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
                    words.Add(new(String(ref reader), slice.From(Offset(json, reader)).Position));
                else if (reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth > 0)
                    isArrayOfStrings = false;
            }
        }
        catch (JsonException)
        {
            // Documented fallback: what does not parse as JSON is a shell command, e.g. [ -f x ] && y.
            return null;
        }
        return isArrayOfStrings
            ? words
            : throw slice.Error(
                $"{text} is a JSON array with something else than strings. Put every argument into double quotes.");
    }

    static int Offset(byte[] json, in Utf8JsonReader reader) =>
        Encoding.UTF8.GetCharCount(json.AsSpan(0, (int)reader.TokenStartIndex));

    static string String(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair (\ud800): both builders put the replacement character there.
            return LoneSurrogates.Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }
}
