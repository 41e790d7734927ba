using Nuke.Common;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Components;

/// <summary>The registry that images are pushed to, and the credentials with which registries are asked.</summary>
/// <remarks>
/// The password is best left to the environment, as <c>DOCKER_REGISTRY_PASSWORD</c>, or encrypted to a file of
/// parameters: what is on a command line, everybody on the machine can read. Without parameters the docker CLI's own
/// credentials are taken.
/// </remarks>
public interface IHazRegistry : INukeBuild
{
    /// <summary>Host and port of the registry.</summary>
    /// <value>By default Docker Hub. Images whose name has a registry are pushed to that one.</value>
    [Parameter(
        "Registry of images without one in their name, such as registry.example.com:5000 - Default is Docker Hub")]
    string? DockerRegistry => TryGetValue(() => DockerRegistry);

    /// <summary>The user that <see cref="DockerRegistry"/> is to see.</summary>
    [Parameter("User of the registry - Default is what the docker CLI would use")]
    string? DockerRegistryUsername => TryGetValue(() => DockerRegistryUsername);

    /// <summary>The password of the user, or a token in its place.</summary>
    [Parameter("Password or token of the registry's user, best given as DOCKER_REGISTRY_PASSWORD in the environment")]
    [Secret]
    string? DockerRegistryPassword => TryGetValue(() => DockerRegistryPassword);

    /// <summary>Credentials for more registries. They come before those of the docker CLI.</summary>
    IEnumerable<RegistryCredential> DockerRegistryCredentials => [];

    /// <summary>Where credentials are found: parameters, what the build gives, the docker CLI's
    /// configuration.</summary>
    /// <exception cref="ArgumentException">Of user and password only one is given.</exception>
    sealed RegistryCredentials ResolvedRegistryCredentials => RegistryParameters.Credentials(this);
}
