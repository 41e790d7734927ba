using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Patterns;

/// <summary>Finds out what to copy from the builder where the pattern does not say it.</summary>
/// <remarks>
/// Every source of <c>COPY</c> and <c>ADD</c> in the runtime image's Dockerfile that the builder has in its working
/// directory is an artifact. The others come from the context. Where both have it the builder's is taken: the other one
/// is a file that somebody left there once, and that no build replaces.
/// </remarks>
static class ArtifactInference
{
    /// <summary>All that may be an artifact, to be copied out of the builder's image where it is there.</summary>
    /// <exception cref="DockerfileException">The runtime image's Dockerfile cannot be read.</exception>
    public static IReadOnlyList<Artifact> Candidates(ImageBuildSettings runtime) =>
        [.. SourcesOf(runtime).Sources.Select(source => ToArtifact(source) with { IsOptional = true })];

    /// <exception cref="DockerfileException">The runtime image's Dockerfile cannot be read.</exception>
    /// <exception cref="ArtifactsUnknownException">The builder has nothing of what the runtime image
    /// copies.</exception>
    public static async Task<IReadOnlyList<Artifact>> RunAsync(
        DockerEngine engine,
        string container,
        string workingDirectory,
        ImageBuildSettings runtime,
        CancellationToken cancellationToken)
    {
        var (dockerfile, sources) = SourcesOf(runtime);
        var artifacts = new List<Artifact>();
        foreach (var source in sources)
            if (await ExistsAsync(
                engine, container, Containers.ContainerPath.Combine(workingDirectory, source), cancellationToken)
                .ConfigureAwait(false))
                artifacts.Add(ToArtifact(source));
        return artifacts.Count > 0
            ? artifacts
            : throw ArtifactsUnknownException.From(
                dockerfile,
                sources,
                await ContainerDirectory.GlanceAsync(engine, container, workingDirectory, cancellationToken)
                    .ConfigureAwait(false));
    }

    static (string Dockerfile, IReadOnlyList<string> Sources) SourcesOf(ImageBuildSettings runtime)
    {
        var dockerfile = DockerfileSource.Read(runtime);
        var sources = dockerfile.Parse().Resolve(DockerfileSource.InputsOf(runtime), runtime.Target).ContextSources()
            .Select(source => string.Join('/', Containers.ContainerPath.Segments(source.Text)))
            // The whole context is never an artifact.
            .Where(source => source.Length > 0 && !source.Split('/').Contains(".."))
            .Select(UpToWildcard);
        return (dockerfile.Name, [.. sources.Distinct()]);
    }

    static async Task<bool> ExistsAsync(
        DockerEngine engine, string container, string path, CancellationToken cancellationToken)
    {
        if (!new Artifact(path).IsPattern)
            return await engine.StatPathAsync(container, path, cancellationToken).ConfigureAwait(false) is not null;
        var directory = Containers.ContainerPath.StaticPrefix(path);
        var selection = ArtifactSelection.Matching(path, destination: null);
        var names = await ContainerDirectory.NamesAsync(engine, container, directory, cancellationToken)
            .ConfigureAwait(false);
        return names?.Any(name => selection.Select([name]) is not null) ?? false;
    }

    // The matches of an artifact's pattern lose the directories between the first wildcard and the last; COPY needs
    // them.
    static string UpToWildcard(string source)
    {
        var segments = source.Split('/');
        var wildcard = Array.FindIndex(segments, segment => new Artifact(segment).IsPattern);
        return wildcard < 0 ? source : string.Join('/', segments[..(wildcard + 1)]);
    }

    // Where the Dockerfile looks for it.
    static Artifact ToArtifact(string source) => new Artifact(source) is { IsPattern: false } artifact
        ? artifact with { Destination = source }
        : new Artifact(
            source,
            Containers.ContainerPath.StaticPrefix(source).Trim('/') is { Length: > 0 } directory ? directory : null);
}
