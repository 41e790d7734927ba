namespace Nuke.Docker.Contexts;

// For builders that take single files instead of the whole stream.
public sealed partial class ContextContent
{
    /// <summary>Paths that are sent for the engine's eyes alone: <c>COPY</c> must not see them.</summary>
    internal HashSet<string> Hidden { get; init; } = [];

    /// <summary>The Dockerfile as the settings name it.</summary>
    internal string? DockerfilePath => _settings.DockerfilePath;

    /// <summary>Real path of the directory.</summary>
    internal string Root => _root;

    /// <summary>Time stamp of everything; <see langword="null"/> if each entry keeps its own.</summary>
    internal DateTimeOffset? TimeStamp => _settings.TimeStamp;

    /// <summary>What is there beside the directory's own files; it wins over them.</summary>
    internal IReadOnlyList<ContextAddition> Additions => _additions;

    /// <summary>Time stamp of the additions: they have none of their own.</summary>
    internal DateTimeOffset AdditionTime => _settings.TimeStamp ?? BuildContextSettings.DefaultTimeStamp;

    /// <summary>What <c>COPY</c> may take of the directory: siblings by the bytes of their names, a directory before
    /// what it holds.</summary>
    internal IEnumerable<ContextEntry> Visible =>
        Hidden.Count == 0 ? _entries : _entries.Where(entry => !Hidden.Contains(entry.Path));

    internal async Task<byte[]> ReadDockerfileAsync(CancellationToken cancellationToken) =>
        _injected?.Content ?? await File.ReadAllBytesAsync(Path.Combine(_root, DockerfileName), cancellationToken)
            .ConfigureAwait(false);
}
