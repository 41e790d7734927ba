using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>The credentials of a registry cannot be read: Docker's configuration or a credential helper
/// fails.</summary>
public sealed class RegistryCredentialsException : DockerException
{
    internal RegistryCredentialsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
