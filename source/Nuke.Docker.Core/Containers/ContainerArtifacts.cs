using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Artifacts in a container, read through <c>GET /containers/{id}/archive</c>.</summary>
sealed class ContainerArtifacts(DockerEngine engine, string container, string workingDirectory, IReadOnlyList<Artifact> artifacts) : ArtifactSource
{
    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var artifact in artifacts)
        {
            var found = false;
            await foreach (var entry in ReadAsync(artifact, cancellationToken).ConfigureAwait(false))
            {
                found = true;
                yield return entry;
            }
            if (!found && artifact.IsPattern)
                throw await MissingAsync(artifact, ContainerPath.StaticPrefix(ContainerPath.Combine(workingDirectory, artifact.Source)), cancellationToken).ConfigureAwait(false);
        }
    }

    async IAsyncEnumerable<ArtifactEntry> ReadAsync(Artifact artifact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = ContainerPath.Combine(workingDirectory, artifact.Source);
        var selection = artifact.IsPattern ? ArtifactSelection.Matching(path, artifact.Destination) : ArtifactSelection.Whole(path, artifact);
        var directory = artifact.IsPattern ? ContainerPath.StaticPrefix(path) : path;
        var archived = await ResolveLinksAsync(artifact, directory, cancellationToken).ConfigureAwait(false);
        var archive = await engine.GetArchiveAsync(container, archived, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                    if (Select(entry, selection, ContainerPath.Name(archived)) is { } selected)
                        yield return selected;
        }
    }

    static ArtifactEntry? Select(TarEntry entry, ArtifactSelection selection, string archiveRoot)
    {
        if (selection.Select(ContainerPath.Below(archiveRoot, entry.Name)) is not { } target)
            return null;
        if (entry.EntryType is not TarEntryType.HardLink)
            return ArtifactEntry.From(entry, target.Path, target.Root, hardLinkTarget: null);
        var linked = selection.Select(ContainerPath.Below(archiveRoot, entry.LinkName))
            ?? throw new InvalidDataException(
                $"The artifact '{target.Path}' is a hard link to '{entry.LinkName}', which the pattern leaves out. Copy both, or the directory.");
        return ArtifactEntry.From(entry, target.Path, target.Root, linked.Path);
    }

    /// <summary>The path without a symbolic link at its end: the artifact is what a link stands for.</summary>
    async Task<string> ResolveLinksAsync(Artifact artifact, string path, CancellationToken cancellationToken)
    {
        // The engine resolves the whole chain of links at once, within the container's own root.
        var stat = await engine.StatPathAsync(container, path, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingAsync(artifact, ContainerPath.Parent(path), cancellationToken).ConfigureAwait(false);
        return stat.LinkTarget is { Length: > 0 } target ? ContainerPath.Combine(ContainerPath.Parent(path), target) : path;
    }

    async Task<Exception> MissingAsync(Artifact artifact, string directory, CancellationToken cancellationToken)
    {
        var names = await ContainerDirectory.NamesAsync(engine, container, directory, cancellationToken).ConfigureAwait(false);
        return ArtifactMissingException.From(artifact, container, directory, names);
    }
}
