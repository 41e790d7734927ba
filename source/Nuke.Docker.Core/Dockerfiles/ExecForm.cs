using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.Dockerfiles;

/// <summary>The exec form of commands, <c>["program", "argument"]</c>.</summary>
static class ExecForm
{
    // Text for people: no character that JSON could do without is escaped.
    static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<string> words) =>
        $"[{string.Join(", ", words.Select(word => JsonSerializer.Serialize(word, _readable)))}]";
}
