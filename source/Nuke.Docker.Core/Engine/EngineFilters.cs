using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>Filters of a list route; several of the same name are alternatives, except labels, which must all
/// match.</summary>
sealed class EngineFilters
{
    public static readonly EngineFilters None = new([]);

    readonly (string Name, string Value)[] _entries;

    EngineFilters((string Name, string Value)[] entries) => _entries = entries;

    public EngineFilters With(string name, string value) => new([.. _entries, (name, value)]);

    public EngineFilters WithLabel(string key, string? value = null) =>
        With("label", value is null ? key : $"{key}={value}");

    /// <summary>The form of the wire: name to value to <see langword="true"/>.</summary>
    public IDictionary<string, IDictionary<string, bool>> ToDictionary() =>
        _entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => (IDictionary<string, bool>)group.Select(entry => entry.Value).Distinct()
                .ToDictionary(value => value, _ => true),
            StringComparer.Ordinal);

    public string? ToJson() => _entries.Length == 0 ? null : JsonSerializer.Serialize(ToDictionary());
}
