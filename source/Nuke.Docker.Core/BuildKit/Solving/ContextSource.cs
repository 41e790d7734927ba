using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.FileSync;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Where BuildKit finds what a Dockerfile knows by a name. A closed family.</summary>
abstract record ContextSource
{
    ContextSource()
    {
    }

    /// <summary>As the frontend wants it.</summary>
    /// <param name="name">What the Dockerfile calls it.</param>
    public abstract string Describe(string name);

    /// <summary>Files of this machine.</summary>
    public sealed record Files(SyncedDirectory Directory) : ContextSource
    {
        public override string Describe(string name) => $"local:{NameInSession(name)}";

        /// <summary>What it is called in the session: no name of a Dockerfile's author may be one of ours.</summary>
        public static string NameInSession(string name) => $"named-{name}";
    }

    /// <summary>An image, the engine's or that of a registry.</summary>
    public sealed record Image(string Reference) : ContextSource
    {
        public override string Describe(string name) => $"docker-image://{Reference}";
    }

    /// <summary>An image in a layout of this machine.</summary>
    /// <param name="Id">Of lower-case letters and digits; no two contexts of a build have the same.</param>
    /// <param name="Blobs">The layout.</param>
    /// <param name="Manifest">Of the image, or of the list of its platforms.</param>
    public sealed record Layout(string Id, IBlobs Blobs, BlobDigest Manifest) : ContextSource
    {
        /// <summary>What BuildKit calls the layout when it asks for a blob.</summary>
        public string Store => $"oci:{Id}";

        public override string Describe(string name) => $"oci-layout://{Id}@{Manifest}";
    }
}
