using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>An artifact is not in the container.</summary>
public sealed class ArtifactMissingException : DockerException
{
    ArtifactMissingException(string message, Artifact artifact)
        : base(message, innerException: null) => Artifact = artifact;

    /// <summary>The artifact.</summary>
    public Artifact Artifact { get; }

    internal static ArtifactMissingException From(Artifact artifact, string container, DirectoryGlance instead)
    {
        var what = artifact.IsPattern ? "matches nothing" : "does not exist";
        var shortId = container[..Math.Min(12, container.Length)];
        return new($"The artifact '{artifact.Source}' {what} in container {shortId}: {instead}", artifact);
    }
}
