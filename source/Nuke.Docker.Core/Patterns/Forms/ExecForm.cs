using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>Writes the arguments of an instruction as a JSON array.</summary>
static class ExecForm
{
    static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<string> words) =>
        $"[{string.Join(", ", words.Select(word => JsonSerializer.Serialize(word, _options)))}]";
}
