using System.Text;
using System.Text.Json;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>What the docker CLI's <c>config.json</c> says about registries.</summary>
/// <remarks>A file that does not exist is one that says nothing.</remarks>
sealed class DockerConfiguration : IDisposable
{
    readonly string _file;
    readonly JsonDocument? _document;

    DockerConfiguration(string file, JsonDocument? document) => (_file, _document) = (file, document);

    public static string FileOf(EngineEnvironment environment) =>
        Path.Combine(environment.ConfigDirectory, "config.json");

    /// <exception cref="RegistryCredentialsException">It is no JSON, or may not be read.</exception>
    public static DockerConfiguration Read(EngineEnvironment environment)
    {
        var file = FileOf(environment);
        try
        {
            return new DockerConfiguration(
                file, File.Exists(file) ? JsonDocument.Parse(File.ReadAllBytes(file)) : null);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RegistryCredentialsException(
                $"The credentials in '{file}' cannot be read: {exception.Message} "
                + "Mend the file, or name another with DOCKER_CONFIG.",
                exception);
        }
    }

    /// <summary>The helper that keeps the credentials of a registry.</summary>
    /// <returns>
    /// Its name, empty where <c>credHelpers</c> exempts the registry, and who names it; <see langword="null"/>: none.
    /// </returns>
    public (string Name, string Source)? HelperOf(string host)
    {
        if (Member("credHelpers", host) is { Value.ValueKind: JsonValueKind.String } own)
            return (own.Value.GetString()!, $"credHelpers of '{_file}'");
        return Root is { } root && Text(root, "credsStore") is { } store ? (store, $"credsStore of '{_file}'") : null;
    }

    /// <summary>What <c>auths</c> has for a registry.</summary>
    /// <exception cref="RegistryCredentialsException">The entry is damaged.</exception>
    public ResolvedCredential StoredFor(string host)
    {
        if (Member("auths", host) is { Value.ValueKind: JsonValueKind.Object } entry
            && ReadAuth(entry, host) is { } auth)
            return new ResolvedCredential(host, auth, $"from auths of '{_file}'");
        var reason = _document is null ? $"nor is there a '{_file}'" : $"nor has '{_file}' any";
        return new ResolvedCredential(host, auth: null, $"none are given, {reason}");
    }

    public void Dispose() => _document?.Dispose();

    JsonElement? Root => _document?.RootElement is { ValueKind: JsonValueKind.Object } root ? root : null;

    // The docker CLI writes a host; older ones, and people, write addresses with scheme and path. The exact name wins.
    JsonProperty? Member(string section, string host)
    {
        if (Root is not { } root
            || !root.TryGetProperty(section, out var members) || members.ValueKind != JsonValueKind.Object)
            return null;
        return members.EnumerateObject()
            .Where(member => RegistryHost.Of(member.Name) == host)
            .OrderBy(member => member.Name != RegistryHost.Key(host))
            .Cast<JsonProperty?>()
            .FirstOrDefault();
    }

    RegistryAuth? ReadAuth(JsonProperty entry, string host)
    {
        var (user, password) = Text(entry.Value, "auth") is { } encoded
            ? Decode(encoded, entry.Name)
            : (Text(entry.Value, "username"), Text(entry.Value, "password"));
        var auth = new RegistryAuth
        {
            Username = user,
            Password = password,
            IdentityToken = Text(entry.Value, "identitytoken"),
            RegistryToken = Text(entry.Value, "registrytoken"),
            ServerAddress = RegistryHost.Key(host),
        };
        return auth is { Password: null, IdentityToken: null, RegistryToken: null } ? null : auth;
    }

    (string? User, string? Password) Decode(string encoded, string key)
    {
        var bytes = new byte[encoded.Length];
        // Not the text itself in the error: it is the secret.
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var user, var password])
            throw new RegistryCredentialsException(
                $"The credentials for '{key}' in auths of '{_file}' are damaged: "
                + "'auth' is not the base64 of 'user:password'. "
                + $"Run 'docker login {RegistryHost.Of(key)}' again.");
        return (user, password.TrimEnd('\0') is { Length: > 0 } given ? given : null);
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text : null;
}
