using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>The bodies of answers, as far as people read them.</summary>
static class EngineAnswer
{
    const int LongestBody = 1 << 20;
    const int LongestExcerpt = 200;

    /// <summary>The whole body of a short answer; of an endless one the first megabyte.</summary>
    public static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (buffer.Length < LongestBody
            && (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The engine's words: <c>message</c> of a JSON object, else the text, else the name of the
    /// status.</summary>
    public static string Reason(HttpResponseMessage response, string body) =>
        Reason(body) ?? response.ReasonPhrase ?? "no reason given";

    /// <inheritdoc cref="Reason(HttpResponseMessage, string)"/>
    public static string? Reason(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var name in (ReadOnlySpan<string>)["message", "cause"])
                if (json.RootElement.ValueKind == JsonValueKind.Object
                    && json.RootElement.TryGetProperty(name, out var message)
                    && message.ValueKind == JsonValueKind.String
                    && !string.IsNullOrWhiteSpace(message.GetString()))
                    return message.GetString()!.Trim();
        }
        catch (JsonException)
        {
            // A proxy's page, or plain text: shown as it is.
        }

        return Excerpt(body);
    }

    /// <summary>The beginning of a text, on one line.</summary>
    public static string Excerpt(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0
            ? "an empty answer"
            : line.Length <= LongestExcerpt ? line : line[..LongestExcerpt] + "…";
    }
}
