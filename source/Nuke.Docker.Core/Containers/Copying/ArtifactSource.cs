namespace Nuke.Docker.Containers.Copying;

/// <summary>Where artifacts are read from, as often as they are needed.</summary>
abstract class ArtifactSource
{
    /// <summary>The entries, directories before what they hold. Content is valid until the next entry is asked
    /// for.</summary>
    public abstract IAsyncEnumerable<ArtifactEntry> ReadAsync(CancellationToken cancellationToken);
}
