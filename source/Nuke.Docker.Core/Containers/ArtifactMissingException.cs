using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>An artifact is not in the container.</summary>
public sealed class ArtifactMissingException : DockerException
{
    ArtifactMissingException(string message, Artifact artifact)
        : base(message, innerException: null) => Artifact = artifact;

    /// <summary>The artifact.</summary>
    public Artifact Artifact { get; }

    internal static ArtifactMissingException From(Artifact artifact, string container, string directory, IReadOnlyCollection<string>? names)
    {
        var what = artifact.IsPattern ? "matches nothing" : "does not exist";
        var shown = names?.Take(ContainerDirectory.MaximumNames).ToList();
        var where = shown switch
        {
            null => $"there is no directory '{directory}'.",
            [] => $"'{directory}' is empty.",
            _ => $"'{directory}' holds {string.Join(", ", shown)}{(names!.Count > shown.Count ? $" and {names.Count - shown.Count} more" : "")}.",
        };
        return new($"The artifact '{artifact.Source}' {what} in container {container[..Math.Min(12, container.Length)]}: {where}", artifact);
    }
}
