using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>Reads BuildKit's trace, in which steps run side by side, as the events that the classic builder has
/// too.</summary>
/// <remarks>
/// A vertex is told again whenever something about it changes, and may start and end more than once: only the first
/// start and the first end are events. What is logged later still is. So it is with a step that several vertexes have
/// the name of: a build that shares a step with another hears of the other's vertex, and then of its own as cached.
/// </remarks>
sealed class BuildKitTrace
{
    /// <summary>What BuildKit calls its reading of a cache, which may fail without failing the build.</summary>
    const string CacheImport = "importing cache manifest from ";

    readonly Dictionary<string, VertexState> _vertexes = new(StringComparer.Ordinal);
    readonly List<CompletedStep> _steps = [];
    readonly HashSet<BuildStep> _started = [];
    readonly HashSet<BuildStep> _completed = [];
    readonly HashSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>The Dockerfile's steps in the order in which they ended.</summary>
    public IReadOnlyList<CompletedStep> Steps => _steps;

    public IEnumerable<ProgressEvent> Read(StatusResponse response)
    {
        List<ProgressEvent> events =
        [
            .. response.Vertexes.SelectMany(Start),
            .. response.Logs.SelectMany(log => StateOf(log.Vertex).Write(log.Bytes, log.IsError)),
            .. response.Statuses.SelectMany(ReadLayer),
            .. response.Warnings.Select(Describe).Where(_warnings.Add).Select(text => new ProgressEvent.Warning(text)),
            .. response.Vertexes.SelectMany(Complete),
        ];
        return [.. ChangedIn(response).Select(digest => StateOf(digest).Describe()).OfType<ProgressEvent>(), .. events];
    }

    /// <summary>To be called when the trace has ended, however it did.</summary>
    public IEnumerable<ProgressEvent> Flush() =>
    [
        .. _vertexes.Values.Select(vertex => vertex.Describe(isOver: true)).OfType<ProgressEvent>(),
        .. _vertexes.Values.SelectMany(vertex => vertex.Flush()),
    ];

    /// <summary>To be called when the build has succeeded, and all of its trace was read: a step that was named and
    /// never began was done by another build at the same time, and is as good as cached.</summary>
    public IEnumerable<ProgressEvent> Complete()
    {
        var shared = _vertexes.Values.Where(vertex => !vertex.HasStarted).Select(vertex => vertex.Step)
            .OfType<BuildStep>().Where(_started.Add).OrderBy(step => step.Number)
            .Select(step => new CompletedStep(step, TimeSpan.Zero, Cached: true)).ToList();
        _steps.AddRange(shared);
        return shared.SelectMany(done => (ProgressEvent[])
            [new ProgressEvent.StepStarted(done.Step), new ProgressEvent.StepCompleted(done)]);
    }

    /// <summary>The vertex that failed.</summary>
    /// <param name="digest">Which one BuildKit says that it is; empty if it does not say.</param>
    public VertexState? FindFailed(string digest) =>
        _vertexes.GetValueOrDefault(digest)
            ?? _vertexes.Values.LastOrDefault(vertex => vertex.Error.Length > 0 && !IsCancelled(vertex.Error));

    IEnumerable<ProgressEvent> Start(Vertex vertex)
    {
        var state = StateOf(vertex.Digest);
        state.Update(vertex);
        if (state.HasStarted || vertex is { Started: null, Completed: null })
            return [];
        state.HasStarted = true;
        return state.Step is { } step && _started.Add(step) ? [new ProgressEvent.StepStarted(step)] : [];
    }

    IEnumerable<ProgressEvent> Complete(Vertex vertex)
    {
        var state = _vertexes[vertex.Digest];
        if (vertex.Completed is not { } completed)
            return [];
        var rest = state.Flush();
        if (vertex.Error.Length > 0 && vertex.Name.StartsWith(CacheImport, StringComparison.Ordinal))
            return [.. rest, DescribeUnread(vertex.Name[CacheImport.Length..], vertex.Error)];
        if (state.HasCompleted || vertex.Error.Length > 0 || state.Step is not { } step)
            return rest;
        state.HasCompleted = true;
        if (!_completed.Add(step))
            return rest;
        var duration = completed - (vertex.Started ?? completed);
        var done = new CompletedStep(step, duration < TimeSpan.Zero ? TimeSpan.Zero : duration, state.IsCached);
        _steps.Add(done);
        return [.. rest, new ProgressEvent.StepCompleted(done)];
    }

    /// <summary>A cache that is not there is what the first build finds.</summary>
    static ProgressEvent DescribeUnread(string cache, string error) =>
        error.EndsWith("not found", StringComparison.Ordinal)
            ? new ProgressEvent.Notice($"There is no cache in '{cache}' yet.")
            : new ProgressEvent.Warning($"The cache '{cache}' cannot be read: {error}");

    // Statuses are also told of transfers and exports; those with a digest are layers.
    IEnumerable<ProgressEvent> ReadLayer(VertexStatus status)
    {
        StateOf(status.Vertex).Update(status);
        const string Algorithm = "sha256:";
        const int ShortLength = 12;
        var start = status.Id.IndexOf(Algorithm, StringComparison.Ordinal);
        var digest = start < 0 ? "" : status.Id[(start + Algorithm.Length)..].Split(' ', 2)[0];
        if (digest.Length < ShortLength)
            return [];
        var what = status.Name.Length > 0 ? status.Name : status.Id[..start].Trim();
        return [new ProgressEvent.Layer(
            digest[..ShortLength], what, NullIfZero(status.Current), NullIfZero(status.Total)) { IsOfActivity = true }];
    }

    VertexState StateOf(string digest)
    {
        if (!_vertexes.TryGetValue(digest, out var state))
            _vertexes.Add(digest, state = new VertexState(digest));
        return state;
    }

    static IEnumerable<string> ChangedIn(StatusResponse response) => new[]
    {
        response.Vertexes.Select(vertex => vertex.Digest),
        response.Logs.Select(log => log.Vertex),
        response.Statuses.Select(status => status.Vertex),
    }.SelectMany(digests => digests).Distinct(StringComparer.Ordinal);

    static string Describe(VertexWarning warning)
    {
        var place = warning is { FileName.Length: > 0, Lines: { } lines } ? $"{warning.FileName}:{lines.First}: " : "";
        var more = warning.Url.Length > 0 ? $" ({warning.Url})" : "";
        return $"{place}{warning.Text}{more}";
    }

    static bool IsCancelled(string error) => error.EndsWith("context canceled", StringComparison.Ordinal);

    static long? NullIfZero(long value) => value == 0 ? null : value;
}
