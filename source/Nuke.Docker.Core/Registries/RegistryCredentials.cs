using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>Finds the credentials of a registry.</summary>
/// <remarks>
/// Those that were given come first. Then, as with the docker CLI, its <c>config.json</c> decides: the registry's
/// helper in <c>credHelpers</c>, else the one in <c>credsStore</c>, else <c>auths</c>. A helper that knows nothing ends
/// the search: the registry then sees nobody in particular.
/// </remarks>
public sealed class RegistryCredentials
{
    readonly EngineEnvironment _environment;
    readonly IReadOnlyList<RegistryCredential> _given;

    /// <param name="environment">Knows the directory of <c>config.json</c>, and the <c>PATH</c> of helpers.</param>
    /// <param name="given">What comes before the configuration; of two for one registry the last.</param>
    public RegistryCredentials(EngineEnvironment environment, params IEnumerable<RegistryCredential> given) =>
        (_environment, _given) = (environment, [.. given]);

    /// <summary>What the docker CLI of this user would take.</summary>
    public static RegistryCredentials Default { get; } = new(EngineEnvironment.Current);

    /// <summary>The same with more that comes before the configuration.</summary>
    public RegistryCredentials With(params IEnumerable<RegistryCredential> given) =>
        new(_environment, [.. _given, .. given]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        ", ", [.. _given.Select(credential => $"{credential}"), $"'{DockerConfiguration.FileOf(_environment)}'"]);

    /// <summary>Finds the credentials of one registry.</summary>
    /// <param name="registry">Host and port; <see langword="null"/>: Docker Hub.</param>
    /// <param name="cancellationToken">Ends a helper.</param>
    /// <exception cref="RegistryCredentialsException">The configuration cannot be read, or a helper fails.</exception>
    internal async Task<ResolvedCredential> ResolveAsync(string? registry, CancellationToken cancellationToken)
    {
        var host = RegistryHost.Of(registry);
        if (_given.LastOrDefault(credential => credential.Registry == host) is { } given)
            return new ResolvedCredential(host, given.Auth, $"from {given.Source}");

        using var configuration = DockerConfiguration.Read(_environment);
        if (configuration.HelperOf(host) is not var (name, source) || name.Length == 0)
            return configuration.StoredFor(host);
        var helper = new CredentialHelper(name, source, _environment);
        return await helper.GetAsync(host, cancellationToken).ConfigureAwait(false) is { } auth
            ? new ResolvedCredential(host, auth, $"from {helper.Description}")
            : new ResolvedCredential(host, auth: null, $"none are given, nor has {helper.Description} any");
    }
}
