using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Containers;

/// <summary>Files that have been found in a container, measured, and can be read as often as they are needed.</summary>
/// <remarks>
/// They are kept as a tar archive: up to 16 MiB in memory, larger ones in a file without a name in the directory for
/// temporary files, which the system removes with the process at the latest, or in
/// <see cref="ArtifactCopySettings.TarFile"/>. Disposing them gives memory and disk back. Artifacts that a run of a
/// pattern has copied are disposed with the run.
/// </remarks>
public sealed class Artifacts : IDisposable
{
    internal Artifacts(IReadOnlyList<CopiedArtifact> items, ArtifactSource source) => (Items, Source) = (items, source);

    /// <summary>What was found, in the order of the settings, each pattern's matches in the order of their
    /// paths.</summary>
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

    /// <summary>Gives back what holds the artifacts. They cannot be read any more; <see cref="Items"/> stays.</summary>
    public void Dispose() => (Source as IDisposable)?.Dispose();

    /// <summary>The artifacts as part of a build context.</summary>
    internal ContextAddition AsContextAddition() => new ArtifactAddition(this);
}
