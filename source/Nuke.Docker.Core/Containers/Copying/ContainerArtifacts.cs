using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Artifacts in a container, read through <c>GET /containers/{id}/archive</c>.</summary>
sealed class ContainerArtifacts(
    DockerEngine engine, string container, string workingDirectory, IReadOnlyList<Artifact> artifacts) : ArtifactSource
{
    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
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
                throw await MissingAsync(
                    artifact,
                    ContainerPath.StaticPrefix(ContainerPath.Combine(workingDirectory, artifact.Source)),
                    cancellationToken).ConfigureAwait(false);
        }
    }

    async IAsyncEnumerable<ArtifactEntry> ReadAsync(
        Artifact artifact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = ContainerPath.Combine(workingDirectory, artifact.Source);
        var selection = artifact.IsPattern
            ? ArtifactSelection.Matching(path, artifact.Destination)
            : ArtifactSelection.Whole(path, artifact);
        var directory = artifact.IsPattern ? ContainerPath.StaticPrefix(path) : path;
        // The artifact is what a link stands for, under the name of the link.
        var (archived, _) =
            await ContainerLinks.FollowAsync(engine, container, directory, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingAsync(artifact, ContainerPath.Parent(path), cancellationToken).ConfigureAwait(false);
        var archive = await engine.GetArchiveAsync(container, archived, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                await foreach (var entry in SelectAsync(reader, selection, archived, cancellationToken)
                    .ConfigureAwait(false))
                    yield return entry;
        }
    }

    async IAsyncEnumerable<ArtifactEntry> SelectAsync(
        TarReader reader,
        ArtifactSelection selection,
        string archived,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var root = ContainerPath.Name(archived);
        var firstNames = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            var segments = ContainerPath.Below(root, entry.Name);
            if (selection.Select(segments) is not (var path, var artifactRoot))
                continue;
            if (entry.EntryType is not TarEntryType.HardLink)
            {
                if (ArtifactEntry.From(entry, path, artifactRoot, hardLinkTarget: null) is { } selected)
                    yield return selected;
                continue;
            }

            var linked = selection.Select(ContainerPath.Below(root, entry.LinkName))?.Path
                ?? firstNames.GetValueOrDefault(entry.LinkName);
            if (linked is not null)
            {
                yield return ArtifactEntry.From(entry, path, artifactRoot, linked)!;
                continue;
            }

            // The archive has the content under a name that the pattern leaves out. By its own name the file is no
            // link.
            firstNames.Add(entry.LinkName, path);
            await foreach (var file in ReadFileAsync(
                ContainerPath.Combine(archived, string.Join('/', segments)),
                path,
                artifactRoot,
                cancellationToken).ConfigureAwait(false))
                yield return file;
        }
    }

    async IAsyncEnumerable<ArtifactEntry> ReadFileAsync(
        string file, string path, string artifactRoot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var archive = await engine.GetArchiveAsync(container, file, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var reader = new TarReader(archive);
            await using (reader.ConfigureAwait(false))
                if (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false)
                    is { } entry
                    && ArtifactEntry.From(entry, path, artifactRoot, hardLinkTarget: null) is { } artifact)
                    yield return artifact;
        }
    }

    async Task<Exception> MissingAsync(Artifact artifact, string directory, CancellationToken cancellationToken) =>
        ArtifactMissingException.From(
            artifact,
            container,
            await ContainerDirectory.GlanceAsync(engine, container, directory, cancellationToken)
                .ConfigureAwait(false));
}
