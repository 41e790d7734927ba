using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nuke.Docker.Engine;

/// <summary>Credentials for one registry, in the engine's form. Not a record: nothing here may be printed.</summary>
sealed class RegistryAuth
{
    static readonly JsonSerializerOptions _json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
    };

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    /// <summary>Takes the place of name and password.</summary>
    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }

    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; init; }

    /// <summary><c>X-Registry-Auth</c>. Without credentials an empty object: engines before 23.0 insist on the
    /// header.</summary>
    public static string ToHeader(RegistryAuth? auth) => Encode(auth ?? new RegistryAuth());

    /// <summary><c>X-Registry-Config</c>: all registries that a build may pull from.</summary>
    public static string ToHeader(IReadOnlyDictionary<string, RegistryAuth> auths) => Encode(auths);

    // RFC 4648 section 5, with padding: what Go's base64.URLEncoding reads.
    static string Encode<T>(T value) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value, _json)).Replace('+', '-').Replace('/', '_');
}
