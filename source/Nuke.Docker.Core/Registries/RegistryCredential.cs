using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>Who one registry is to see: a user with a password, or an identity token.</summary>
/// <remarks>
/// No record, for nothing may print what is in here. <see cref="ToString"/> names the registry and the source.
/// </remarks>
public sealed class RegistryCredential
{
    /// <summary>Where a credential comes from that was given without a source.</summary>
    public const string DefaultSource = "the settings";

    RegistryCredential(string registry, string source, RegistryAuth auth) =>
        (Registry, Source, Auth) = (registry, source, auth);

    /// <summary>Host and port, such as <c>registry.example.com:5000</c>; <c>docker.io</c> is Docker Hub.</summary>
    public string Registry { get; }

    /// <summary>Where it comes from, for errors: the name of a parameter, a file.</summary>
    public string Source { get; }

    internal RegistryAuth Auth { get; }

    /// <summary>A user and the password, or a personal access token in its place.</summary>
    /// <param name="registry">Host and port; scheme and path are ignored.</param>
    /// <param name="userName">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="source">Where the two come from, for errors; no secret.</param>
    /// <exception cref="ArgumentException">Name or password is empty.</exception>
    public static RegistryCredential Password(
        string registry, string userName, string password, string source = DefaultSource)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var host = RegistryHost.Of(registry);
        var auth = new RegistryAuth
        {
            Username = userName,
            Password = password,
            ServerAddress = RegistryHost.Key(host)
        };
        return new RegistryCredential(host, source, auth);
    }

    /// <summary>An OAuth 2 refresh token, which the engine exchanges for an access token.</summary>
    /// <param name="registry">Host and port; scheme and path are ignored.</param>
    /// <param name="token">The token.</param>
    /// <param name="source">Where it comes from, for errors; no secret.</param>
    /// <exception cref="ArgumentException">The token is empty.</exception>
    public static RegistryCredential IdentityToken(string registry, string token, string source = DefaultSource)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        var host = RegistryHost.Of(registry);
        return new RegistryCredential(
            host, source, new RegistryAuth { IdentityToken = token, ServerAddress = RegistryHost.Key(host) });
    }

    /// <inheritdoc/>
    public override string ToString() => $"credentials for '{Registry}' from {Source}";
}
