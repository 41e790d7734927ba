using Nuke.Docker.Git;

namespace Nuke.Docker.Images;

public static partial class ImageBuildSettingsExtensions
{
    /// <inheritdoc cref="ImageBuildSettings.NamedContexts"/>
    /// <param name="settings">The settings.</param>
    /// <param name="name">What the Dockerfile calls it; one of the same name is replaced.</param>
    /// <param name="context">What it is.</param>
    public static ImageBuildSettings AddNamedContext(
        this ImageBuildSettings settings, string name, NamedContext context) =>
        settings with
        {
            NamedContexts = new Dictionary<string, NamedContext>(settings.NamedContexts) { [name] = context },
        };

    /// <summary>Adds a directory that the Dockerfile knows by a name: <c>COPY --from=name</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">What the Dockerfile calls it; one of the same name is replaced.</param>
    /// <param name="directory">An absolute path. Its own <c>.dockerignore</c> counts.</param>
    public static ImageBuildSettings AddNamedContext(this ImageBuildSettings settings, string name, string directory) =>
        settings.AddNamedContext(name, new NamedContext.Directory(directory));

    /// <summary>Adds a repository that the Dockerfile knows by a name: <c>COPY --from=name</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">What the Dockerfile calls it; one of the same name is replaced.</param>
    /// <param name="source">It is resolved to a commit and checked out on this side.</param>
    public static ImageBuildSettings AddNamedContext(this ImageBuildSettings settings, string name, GitSource source) =>
        settings.AddNamedContext(name, new NamedContext.Git(source));

    /// <summary>Adds an image that the Dockerfile knows by a name: <c>FROM name</c>, <c>COPY --from=name</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">What the Dockerfile calls it; one of the same name is replaced.</param>
    /// <param name="image">The engine's, or that of a registry if the engine has none.</param>
    public static ImageBuildSettings AddNamedContext(
        this ImageBuildSettings settings, string name, ImageReference image) =>
        settings.AddNamedContext(name, new NamedContext.Image(image));

    /// <inheritdoc cref="ImageBuildSettings.NamedContexts"/>
    public static ImageBuildSettings ClearNamedContexts(this ImageBuildSettings settings) =>
        settings with { NamedContexts = new Dictionary<string, NamedContext>() };
}
