namespace Nuke.Docker.Images;

/// <summary>What an archive of images is like inside.</summary>
public enum ImageArchiveFormat
{
    /// <summary>As <c>docker save</c> writes it, with <c>manifest.json</c>: every engine loads it.</summary>
    Docker,

    /// <summary>An OCI image layout, with <c>index.json</c>, for other tools. Engines write it since 25.0.</summary>
    /// <remarks>It holds <c>manifest.json</c> as well, so that every engine loads it, older ones too.</remarks>
    Oci,
}
