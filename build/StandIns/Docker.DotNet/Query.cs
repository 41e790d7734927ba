using System.Globalization;
using System.Text.Json;

namespace Docker.DotNet;

/// <summary>A query string as the package writes it: what is null is left out, and so is a <c>bool?</c> that is
/// false.</summary>
internal sealed class Query
{
    private readonly List<string> _parts = [];

    public Query Add(string name, string value)
    {
        if (!string.IsNullOrEmpty(value))
            _parts.Add($"{name}={Uri.EscapeDataString(value)}");
        return this;
    }

    public Query Add(string name, bool? value) => value == true ? Add(name, "1") : this;

    public Query Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query Add(string name, IDictionary<string, IDictionary<string, bool>> value) =>
        value is { Count: > 0 } ? Add(name, JsonSerializer.Serialize(value)) : this;

    public override string ToString() => _parts.Count == 0 ? "" : "?" + string.Join('&', _parts);
}
