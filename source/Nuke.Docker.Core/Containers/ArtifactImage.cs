using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>An image that artifacts are copied out of without a container.</summary>
/// <param name="Id">The image's ID.</param>
/// <param name="Name">A name of it: BuildKit takes no ID.</param>
sealed record ArtifactImage(string Id, ImageReference Name)
{
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
