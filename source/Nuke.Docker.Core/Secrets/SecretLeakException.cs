using Nuke.Docker.Engine;

namespace Nuke.Docker.Secrets;

/// <summary>A build would give a secret away, or has done so. Before the build nothing was sent; after it, the image was removed.</summary>
public sealed class SecretLeakException : DockerException
{
    internal SecretLeakException(string message, IReadOnlyList<string> places)
        : base(message, innerException: null) => Places = places;

    /// <summary>Where the secrets are, one text each: a build argument, a label, a line of the Dockerfile, a part of the image.</summary>
    public IReadOnlyList<string> Places { get; }
}
