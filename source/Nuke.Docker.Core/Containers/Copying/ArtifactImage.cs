using Nuke.Docker.Engine;
using Nuke.Docker.Images;

namespace Nuke.Docker.Containers.Copying;

/// <summary>An image that artifacts are copied out of without a container.</summary>
/// <param name="Id">The image's ID.</param>
/// <param name="Name">A name of it: BuildKit takes no ID.</param>
sealed record ArtifactImage(string Id, ImageReference Name)
{
    /// <summary>What the engine says of it.</summary>
    /// <value><see langword="null"/> if it was not asked yet.</value>
    public ImageDetails? Details { get; init; }

    const string DefaultRegistry = "docker.io";

    /// <summary>The name with registry and tag.</summary>
    public string FullName
    {
        get
        {
            var registry = Name.Registry ?? DefaultRegistry;
            var path = registry == DefaultRegistry && !Name.Path.Contains('/', StringComparison.Ordinal)
                ? $"library/{Name.Path}"
                : Name.Path;
            return $"{registry}/{path}:{Name.Tag ?? ImageReference.DefaultTag}";
        }
    }
}
