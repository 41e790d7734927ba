namespace Nuke.Docker.Registries;

/// <summary>How a registry is named: in images, in <c>config.json</c>, by people.</summary>
static class RegistryHost
{
    /// <summary>Where images without a registry in their name come from.</summary>
    public const string DockerHub = "docker.io";

    // What the docker CLI has written for Docker Hub since the days of its first protocol.
    const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>Host and port alone, in lower case: without scheme, path and the older names of Docker Hub.</summary>
    /// <param name="text">A host, an address with scheme and path; <see langword="null"/> or empty: Docker Hub.</param>
    public static string Of(string? text)
    {
        var rest = (text ?? "").Trim();
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            rest = rest[(scheme + 3)..];
        var host = rest.Split('/')[0].ToLowerInvariant();
        return host is "" or "index.docker.io" or "registry-1.docker.io" ? DockerHub : host;
    }

    /// <summary>The name under which engine, configuration and helpers know the registry.</summary>
    public static string Key(string host) => host == DockerHub ? DockerHubKey : host;
}
