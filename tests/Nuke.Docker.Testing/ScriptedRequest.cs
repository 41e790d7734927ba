namespace Nuke.Docker.Testing;

/// <summary>The head of a request.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Target">As it came, with version and query.</param>
/// <param name="Headers">By name, whatever the case.</param>
/// <param name="Connection">The number of the connection, from 1.</param>
public sealed record ScriptedRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, int Connection)
{
    /// <summary>The header's lines as they came, those of the same name each by itself.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Method and path without version and query.</summary>
    public string Route
    {
        get
        {
            var path = Target.Split('?')[0];
            return $"{Method} {(path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path)}";
        }
    }

    /// <summary>The query, decoded, in order.</summary>
    public IReadOnlyList<string> Query =>
        Target.Split('?') is [_, var query] ? [.. query.Split('&').Select(part => Uri.UnescapeDataString(part))] : [];
}
