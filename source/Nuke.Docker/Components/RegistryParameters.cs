using Nuke.Docker.Images;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Components;

/// <summary>The meaning of <c>--docker-registry</c> and its companions.</summary>
static class RegistryParameters
{
    const string Username = "--docker-registry-username";
    const string Password = "--docker-registry-password";

    /// <exception cref="ArgumentException">Of user and password only one is given.</exception>
    public static RegistryCredentials Credentials(IHazRegistry build)
    {
        var credentials = RegistryCredentials.Default.With(build.DockerRegistryCredentials);
        return (build.DockerRegistryUsername, build.DockerRegistryPassword) switch
        {
            ({ Length: > 0 } user, { Length: > 0 } password) =>
                credentials.With(RegistryCredential.Password(build.DockerRegistry ?? "", user, password, Password)),
            ({ Length: > 0 }, _) => throw new ArgumentException(
                $"{Username} is given without {Password}. Set DOCKER_REGISTRY_PASSWORD."),
            (_, { Length: > 0 }) => throw new ArgumentException(
                $"{Password} is given without {Username}. Set DOCKER_REGISTRY_USERNAME."),
            _ => credentials,
        };
    }

    /// <summary>The name that an image has in the registry of the parameter. One that names a registry keeps
    /// it.</summary>
    /// <exception cref="FormatException">The parameter is no host.</exception>
    public static ImageReference NameIn(string? registry, ImageReference image)
    {
        if (registry is not { Length: > 0 } || image.Registry is not null)
            return image;
        return ImageReference.TryParse($"{registry}/{image}", out var pushed) && pushed.Registry == registry
            ? pushed
            : throw new FormatException(
                $"'{registry}' (from --docker-registry) is not the host of a registry: expected 'host[:port]' "
                + "with a dot or a port, such as 'registry.example.com' or 'localhost:5000'.");
    }
}
