using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>The directories that a solve may fetch files from, by the names that it has for them.</summary>
sealed class SolveDirectories : IDisposable
{
    /// <summary>The directory that holds the Dockerfile and nothing else.</summary>
    const string DockerfileDirectory = "dockerfile";

    const string ContextDirectory = "context";

    readonly Dictionary<string, SyncedDirectory> _directories = new(StringComparer.Ordinal);
    AddedFiles? _added;

    SolveDirectories()
    {
    }

    public IReadOnlyDictionary<string, SyncedDirectory> ByName => _directories;

    /// <summary>Lists what is there. Of a context that BuildKit fetches that is nothing.</summary>
    /// <exception cref="BuildContextException">What is added to the context cannot be kept.</exception>
    public static async Task<SolveDirectories> ListAsync(
        BuildKitSettings settings, CancellationToken cancellationToken)
    {
        var directories = new SolveDirectories();
        foreach (var (name, source) in settings.NamedContexts)
            if (source is ContextSource.Files { Directory: var files })
                directories._directories.Add(ContextSource.Files.NameInSession(name), files);
        if (settings.Context is { } context)
            await directories.AddAsync(context, cancellationToken).ConfigureAwait(false);
        return directories;
    }

    public void Dispose() => _added?.Dispose();

    async Task AddAsync(ContextContent context, CancellationToken cancellationToken)
    {
        var dockerfile = await context.ReadDockerfileAsync(cancellationToken).ConfigureAwait(false);
        _directories.Add(
            DockerfileDirectory, SyncedDirectory.Of(Path.GetFileName(context.DockerfileName), dockerfile));
        _added = await AddedFiles.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        _directories.Add(ContextDirectory, SyncedDirectory.Of(context, _added));
    }
}
