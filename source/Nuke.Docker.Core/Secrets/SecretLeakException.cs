using Nuke.Docker.Engine;

namespace Nuke.Docker.Secrets;

/// <summary>A build would give a secret away, or has done so.</summary>
/// <remarks>In the first case nothing was sent, in the second the image was removed; the message says which.</remarks>
public sealed class SecretLeakException : DockerException
{
    internal SecretLeakException(string message, IReadOnlyList<string> places)
        : base(message, innerException: null) => Places = places;

    /// <summary>Where the secrets are: build arguments, labels, lines of the Dockerfile, layers.</summary>
    public IReadOnlyList<string> Places { get; }
}
