using System.Formats.Tar;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Artifacts in an image, which the engine's BuildKit copies out of it. No container is created.</summary>
/// <remarks>
/// What is copied is what an archive of a container would have: a whole file or directory, of a pattern the directory
/// above its first wildcard. What of it is an artifact is decided here, in both cases by the same rules.
/// </remarks>
sealed class ImageArtifacts(
    DockerEngine engine, ArtifactImage image, string workingDirectory, IReadOnlyList<Artifact> artifacts)
        : ArtifactSource
{
    /// <summary>How far BuildKit may be ahead of who writes the artifacts down, in bytes.</summary>
    const int MostBytesAhead = 1 << 20;

    const int SegmentBytes = 64 * 1024;

    /// <exception cref="ContainerNeededException">An artifact is not there, or it takes a container to copy
    /// it.</exception>
    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<CopiedPath> paths = [.. artifacts.Select(artifact => CopiedPath.Of(artifact, workingDirectory))];
        var files = await DescribeAsync(paths, cancellationToken).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: MostBytesAhead,
            resumeWriterThreshold: MostBytesAhead / 2,
            minimumSegmentSize: SegmentBytes));
        var copying = CopyAsync(files, pipe.Writer, over.Token);
        var found = new bool[paths.Count];
        Task<ImageDetails>? check = null;
        var archive = pipe.Reader.AsStream();
        try
        {
            var reader = new TarReader(archive, leaveOpen: true);
            await using (reader.ConfigureAwait(false))
                while (await reader.GetNextEntryAsync(copyData: false, over.Token).ConfigureAwait(false) is { } entry)
                {
                    // Where something arrives, BuildKit has looked the name up. The answer takes 10 ms, or more.
                    check ??= FindImageAsync(over.Token);
                    if (Select(entry, paths) is var (index, artifact) && artifact is not null)
                    {
                        found[index] = true;
                        yield return artifact;
                    }
                }

            await archive.CopyToAsync(Stream.Null, over.Token).ConfigureAwait(false);
            await copying.ConfigureAwait(false);
            await (check ?? FindImageAsync(over.Token)).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await archive.DisposeAsync().ConfigureAwait(false);
            await copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (check is not null)
                await ((Task)check).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ThrowIfMissing(found);
    }

    async Task<ImageFiles> DescribeAsync(List<CopiedPath> paths, CancellationToken cancellationToken)
    {
        var details = image.Details ?? await FindImageAsync(cancellationToken).ConfigureAwait(false);
        return new ImageFiles(image.FullName, [.. paths.Select(path => path.Copied)])
        {
            Platform = (details.OperatingSystem, details.Architecture, details.Variant),
        };
    }

    /// <summary>The image that bears the name: looked at after BuildKit has looked, for another build may
    /// move the name.</summary>
    async Task<ImageDetails> FindImageAsync(CancellationToken cancellationToken) =>
        await engine.FindImageAsync(image.Name.ToString(), cancellationToken).ConfigureAwait(false) is { } found
            && found.Id == image.Id
            ? found
            : throw new ContainerNeededException(
                $"'{image.Name}' is not the image any more that the artifacts are in: another build has taken the "
                + "name. Build it again.");

    async Task CopyAsync(ImageFiles files, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await BuildKitConnection.FindAsync(engine, cancellationToken).ConfigureAwait(false)
                ?? throw new ContainerNeededException("The engine has no BuildKit.");
            await BuildKitBuild
                .CopyAsync(
                    connection, files, _ => Task.FromResult<Stream>(new BatchingPipeStream(writer)), cancellationToken)
                .ConfigureAwait(false);
            await writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whoever reads hears of it at the place where the archive ends.
            await writer
                .CompleteAsync(
                    exception is SolveException
                        ? new ContainerNeededException(exception.Message, exception)
                        : exception)
                .ConfigureAwait(false);
            throw;
        }
    }

    static (int Index, ArtifactEntry? Artifact) Select(TarEntry entry, List<CopiedPath> paths)
    {
        var (index, segments) = Locate(entry.Name);
        var selection = paths[index].Selection;
        if (selection.Select(segments) is not var (path, root))
            return (index, null);
        var linked = entry.EntryType is not TarEntryType.HardLink ? null
            : selection.Select(Locate(entry.LinkName).Segments)?.Path
                ?? throw new ContainerNeededException(
                    $"'{entry.Name}' has its content under a name that is no artifact.");
        return (index, ArtifactEntry.From(entry, path, root, linked));
    }

    static (int Index, string[] Segments) Locate(string name) =>
        ContainerPath.Below("", name) is [var number, .. var segments]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (index, segments)
            : throw new InvalidDataException(
                $"The engine sent an archive with the entry '{name}', which nobody asked for. Nothing was copied.");

    void ThrowIfMissing(bool[] found)
    {
        var optional = artifacts.Index().Where(artifact => artifact.Item.IsOptional).ToList();
        if (optional.Count > 0 && !optional.Exists(artifact => found[artifact.Index]))
            throw new ContainerNeededException("No artifact can be told.");
        foreach (var (index, artifact) in artifacts.Index())
            if (!artifact.IsOptional && artifact.IsPattern && !found[index])
                throw new ContainerNeededException($"'{artifact.Source}' matches nothing.");
    }

    /// <summary>What is copied for an artifact, and what of it is the artifact.</summary>
    sealed record CopiedPath(ImagePath Copied, ArtifactSelection Selection)
    {
        /// <exception cref="ContainerNeededException">It is a path that BuildKit reads otherwise, or all
        /// files.</exception>
        public static CopiedPath Of(Artifact artifact, string workingDirectory)
        {
            var path = ContainerPath.Combine(workingDirectory, artifact.Source);
            var copied = artifact.IsPattern ? ContainerPath.StaticPrefix(path) : path;
            if (copied is "/" || copied.Contains('\\', StringComparison.Ordinal))
                throw new ContainerNeededException($"'{copied}' cannot be copied by BuildKit, or not in good time.");
            return new CopiedPath(
                new ImagePath(copied, artifact.IsOptional),
                artifact.IsPattern
                    ? ArtifactSelection.Matching(path, artifact.Destination)
                    : ArtifactSelection.Whole(path, artifact));
        }
    }
}
