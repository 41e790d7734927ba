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
}
