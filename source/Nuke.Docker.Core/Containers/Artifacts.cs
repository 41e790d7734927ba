using Nuke.Docker.Contexts;

namespace Nuke.Docker.Containers;

/// <summary>Files that have been found in a container, measured, and can be read as often as they are needed.</summary>
/// <remarks>Beyond 16 MiB they are streamed from the container each time; it has to exist as long as they are used.</remarks>
public sealed class Artifacts
{
    internal Artifacts(IReadOnlyList<CopiedArtifact> items, ArtifactSource source) => (Items, Source) = (items, source);

    /// <summary>What was found, in the order of the settings, each pattern's matches in the order of their paths.</summary>
    public IReadOnlyList<CopiedArtifact> Items { get; }

    /// <summary>The size of all files together.</summary>
    public long SizeBytes => Items.Sum(item => item.SizeBytes);

    internal ArtifactSource Source { get; }

    /// <summary>Writes the artifacts to a directory of the disk.</summary>
    /// <param name="directory">An absolute path; it is created if it does not exist.</param>
    /// <param name="cancellationToken">Cancels the copy; the directory is then as it was before.</param>
    /// <inheritdoc cref="ArtifactDirectory" path="/remarks"/>
    public Task WriteToDirectoryAsync(string directory, CancellationToken cancellationToken) =>
        new ArtifactDirectory(directory).ReplaceAsync(this, cancellationToken);

    /// <summary>The artifacts as part of a build context.</summary>
    internal ContextAddition AsContextAddition() => new ArtifactAddition(this);
}
