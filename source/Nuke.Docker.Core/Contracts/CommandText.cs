using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.Contracts;

/// <summary>Commands as a Dockerfile writes them in the exec form.</summary>
static class CommandText
{
    static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<string> words) =>
        $"[{string.Join(", ", words.Select(word => JsonSerializer.Serialize(word, _readable)))}]";
}
