using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>The docker CLI's contexts: <c>contexts/meta/&lt;SHA-256 of the name&gt;/meta.json</c>, TLS files beside
/// them.</summary>
static class ContextStore
{
    /// <summary>The context that is selected; null where none is, or the one called <c>default</c>.</summary>
    public static EngineEndpoint? Current(EngineEnvironment environment)
    {
        var configFile = Path.Combine(environment.ConfigDirectory, "config.json");
        var (name, source) = environment.Get("DOCKER_CONTEXT") is { } variable
            ? (variable, "DOCKER_CONTEXT")
            : (CurrentContext(configFile), $"currentContext of '{configFile}'");
        return name is null or "default" ? null : Read(environment.ConfigDirectory, name, source);
    }

    static string? CurrentContext(string configFile)
    {
        if (!File.Exists(configFile))
            return null;
        using var config = ReadJson(configFile);
        return config.RootElement.ValueKind == JsonValueKind.Object ? Text(config.RootElement, "currentContext") : null;
    }

    static EngineEndpoint Read(string configDirectory, string name, string source)
    {
        var store = Path.Combine(configDirectory, "contexts");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = Path.Combine(store, "meta", id, "meta.json");
        if (!File.Exists(file))
            throw new EngineContextException(
                $"Docker context '{name}' (from {source}) does not exist in '{store}'. Create it with 'docker context "
                + $"create {name}', or name the engine with --docker-endpoint.");

        using var meta = ReadJson(file);
        var root = meta.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("Endpoints", out var endpoints) || endpoints.ValueKind != JsonValueKind.Object
            || !endpoints.TryGetProperty("docker", out var docker) || docker.ValueKind != JsonValueKind.Object
            || Text(docker, "Host") is not { } host)
            throw new EngineContextException(
                $"Docker context '{name}' (from {source}) names no engine: '{file}' has no Endpoints.docker.Host. "
                + "Create the context anew.");

        var tls = EngineEnvironment.FilesIn(Path.Combine(store, "tls", id, "docker")) with
        {
            SkipVerification = docker.TryGetProperty("SkipTLSVerify", out var skip)
                && skip.ValueKind == JsonValueKind.True,
        };
        return EngineEndpoint.Parse(host, $"context '{name}'").Secured(tls == new EndpointTls() ? null : tls);
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text : null;

    static JsonDocument ReadJson(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EngineContextException($"'{file}' cannot be read: {e.Message}", e);
        }
    }
}
