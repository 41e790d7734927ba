using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>A path and its query. What is null, empty or false is left out: the engine's defaults are all of that
/// kind.</summary>
sealed class EngineQuery(string path)
{
    readonly StringBuilder _query = new();

    /// <summary>Without version and query, with a leading slash: for messages.</summary>
    public string Path => "/" + path;

    public EngineQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public EngineQuery Add(string name, bool value) => value ? Add(name, "1") : this;

    public EngineQuery Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public EngineQuery AddEach(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
            Add(name, value);
        return this;
    }

    public EngineQuery AddJson<T>(string name, IReadOnlyList<T> values) =>
        values.Count == 0 ? this : Add(name, JsonSerializer.Serialize(values));

    public EngineQuery AddJson<T>(string name, IReadOnlyDictionary<string, T> values) =>
        values.Count == 0 ? this : Add(name, JsonSerializer.Serialize(values));

    public override string ToString() => path + _query;
}
