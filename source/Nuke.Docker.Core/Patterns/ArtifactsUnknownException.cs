using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Patterns;

/// <summary>No artifacts are declared, and none can be told from the Dockerfiles.</summary>
public sealed class ArtifactsUnknownException : DockerException
{
    ArtifactsUnknownException(string message)
        : base(message, innerException: null)
    {
    }

    internal static ArtifactsUnknownException From(
        string dockerfile, IReadOnlyList<string> sources, DirectoryGlance workingDirectory)
    {
        var copies = sources.Count == 0
            ? $"'{dockerfile}' copies no file by name"
            : $"'{dockerfile}' copies {string.Join(", ", sources.Select(source => $"'{source}'"))}, and the builder "
                + "has none of that in its working directory";
        return new($"What to copy from the builder is unknown: {copies}: {workingDirectory} "
            + "Declare it: .Artifact(\"/path/in/the/builder\").");
    }
}
