using Nuke.Docker.Engine;

namespace Nuke.Docker.Secrets;

/// <summary>A failure whose own words held a secret: the same words, with <c>***</c> in the secret's place.</summary>
/// <remarks>It has no inner exception: that one would print what was taken out.</remarks>
public sealed class RedactedException : DockerException
{
    internal RedactedException(Exception original, KnownSecrets secrets)
        : base(secrets.Redact(original.Message), innerException: null) => OriginalType = original.GetType();

    /// <summary>What the failure was.</summary>
    public Type OriginalType { get; }
}
