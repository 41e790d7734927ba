namespace Nuke.Docker.Images;

/// <summary>What a Dockerfile means by a name in <c>FROM</c>, <c>COPY --from</c> and <c>RUN --mount=from</c>: a closed
/// family.</summary>
/// <remarks>It takes BuildKit, of an engine since 23.0. A stage or an image of the same name is not looked at then.</remarks>
public abstract record NamedContext
{
    NamedContext()
    {
    }

    /// <summary>The files of a directory. Its own <c>.dockerignore</c> says which.</summary>
    /// <param name="Path">Absolute.</param>
    public sealed record Directory(string Path) : NamedContext;

    /// <summary>The files of a tar archive; no ignore file is looked for.</summary>
    /// <param name="Path">Absolute. The archive is not compressed.</param>
    public sealed record Archive(string Path) : NamedContext;

    /// <summary>Another image: the engine's, or that of a registry if the engine has none.</summary>
    public sealed record Image(ImageReference Reference) : NamedContext;

    /// <summary>Another image of the same build, under the name that its definition has. A builder for which it is an image
    /// like any other needs not know.</summary>
    internal sealed record Definition(ImageReference Reference) : NamedContext;
}
