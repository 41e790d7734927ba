using Nuke.Docker.Git;

namespace Nuke.Docker.Images;

/// <summary>What a Dockerfile means by a name in <c>FROM</c>, <c>COPY --from</c> and <c>RUN --mount=from</c>: a closed
/// family.</summary>
/// <remarks>It takes BuildKit, of an engine since 23.0. A stage or an image of the same name is not looked at
/// then.</remarks>
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

    /// <summary>The files of a repository. It is resolved to a commit and checked out on this side, with
    /// submodules.</summary>
    /// <param name="Source">Its directory counts, and the <c>.dockerignore</c> in that.</param>
    public sealed record Git(GitSource Source) : NamedContext;

    /// <summary>Another image: the engine's, or that of a registry if the engine has none.</summary>
    public sealed record Image(ImageReference Reference) : NamedContext;

    /// <summary>An image in an OCI image layout, as <c>skopeo</c>, <c>buildah</c> and <c>ImageSave</c> write
    /// them.</summary>
    /// <remarks>It takes an engine with the containerd image store.</remarks>
    /// <param name="Path">Absolute: a directory, or a tar archive that is not compressed.</param>
    /// <param name="Name">Tag or full name of the image; <see langword="null"/> for the only one that is in it.</param>
    public sealed record OciLayout(string Path, string? Name = null) : NamedContext;

    /// <summary>Another image of the same build, under the name that its definition has. A builder for which it is an
    /// image like any other needs not know.</summary>
    internal sealed record Definition(ImageReference Reference) : NamedContext;
}
