using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>Newline-delimited JSON, read while it comes. Each line is parsed where it lies; nothing is buffered beyond
/// it.</summary>
static class JsonLines
{
    /// <summary>A line of this length is not a message.</summary>
    const int LongestLine = 16 << 20;

    public delegate T? Parser<T>(ref Utf8JsonReader reader)
        where T : class;

    /// <param name="endpoint">For messages.</param>
    /// <param name="response">A success, whose body is read to its end.</param>
    /// <param name="route">For messages.</param>
    /// <param name="parse">Reads one object; null if it has nothing to say.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    /// <exception cref="EngineUnavailableException">The stream was cut.</exception>
    /// <exception cref="EngineRequestException">A line is not JSON, or not of the expected types.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        EngineEndpoint endpoint,
        HttpResponseMessage response,
        string route,
        Parser<T> parse,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var body = await EngineBody.OpenAsync(endpoint, route, response, cancellationToken).ConfigureAwait(false);
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 32 * 1024));
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                while (TakeLine(ref buffer, result.IsCompleted, out var line))
                    if (Parse(endpoint, response, route, line, parse) is { } message)
                        yield return message;
                if (result.IsCompleted)
                    yield break;
                if (buffer.Length > LongestLine)
                    throw EngineRequestException.Unreadable(response.StatusCode, route, Excerpt(buffer));
                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool atEnd, out ReadOnlySequence<byte> line)
    {
        line = buffer;
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        if (!atEnd || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    static T? Parse<T>(
        EngineEndpoint endpoint,
        HttpResponseMessage response,
        string route,
        ReadOnlySequence<byte> line,
        Parser<T> parse)
        where T : class
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read())
                return null;
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("A message is an object.");
            return parse(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            if (IsBlank(line))
                return null;
            // The beginning of an object that never ends is a message that was cut; anything else never was one.
            if (IsCut(line))
                throw EngineUnavailableException.Lost(endpoint, route, "cut the stream in the middle of a message", e);
            throw EngineRequestException.Unreadable(response.StatusCode, route, Excerpt(line), e);
        }
    }

    static bool IsBlank(in ReadOnlySequence<byte> line) => string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(line));

    static bool IsCut(in ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
                if (reader.CurrentDepth == 0 && reader.TokenType != JsonTokenType.StartObject)
                    return false;
            return reader.CurrentDepth > 0 || reader.TokenType == JsonTokenType.StartObject;
        }
        catch (JsonException)
        {
            // Broken before its end: not cut.
            return false;
        }
    }

    static string Excerpt(in ReadOnlySequence<byte> line) =>
        EngineAnswer.Excerpt(Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, 1024))));
}
