using System.Text;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>What is known of one vertex so far.</summary>
sealed class VertexState(string digest)
{
    readonly (Decoder Decoder, LineBuffer Lines) _output = (Encoding.UTF8.GetDecoder(), new());
    readonly (Decoder Decoder, LineBuffer Lines) _error = (Encoding.UTF8.GetDecoder(), new());
    readonly Dictionary<string, VertexStatus> _parts = new(StringComparer.Ordinal);
    string _title = "";
    string _lastLine = "";
    bool _isAtWork;
    bool _isShown;

    /// <summary>The Dockerfile's step; <see langword="null"/> for what BuildKit does by itself, and as long as only
    /// its output has been told.</summary>
    public BuildStep? Step { get; private set; }

    public RecentLines Recent { get; } = new();

    public bool HasStarted { get; set; }

    public bool HasCompleted { get; set; }

    /// <summary>Whether the result was found. What comes from another machine's cache is fetched after that is told,
    /// which is told as work.</summary>
    public bool IsCached { get; private set; }

    /// <summary>Empty unless it failed.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Takes over what is told of it.</summary>
    public void Update(Vertex vertex)
    {
        if (_title.Length == 0 && vertex.Name.Length > 0)
        {
            Step = StepName.Parse(vertex.Name);
            _title = StepName.TitleOf(vertex.Name, Step);
        }

        if (vertex.Error.Length > 0)
            Error = vertex.Error;
        IsCached |= vertex.Cached;
        _isAtWork = vertex is { Started: not null, Completed: null };
    }

    /// <summary>Takes over how far a part of it has come.</summary>
    public void Update(VertexStatus status) => _parts[status.Id] = status;

    /// <summary>Joins a piece of what the step has written to whole lines.</summary>
    public IEnumerable<ProgressEvent> Write(ReadOnlyMemory<byte> bytes, bool isError)
    {
        var (decoder, lines) = isError ? _error : _output;
        var text = new char[decoder.GetCharCount(bytes.Span, flush: false)];
        decoder.GetChars(bytes.Span, text, flush: false);
        return Told(lines.Append(new string(text)), isError);
    }

    /// <summary>What was written without a line end.</summary>
    public IEnumerable<ProgressEvent> Flush() =>
        [.. Told(_output.Lines.Flush(), isError: false), .. Told(_error.Lines.Flush(), isError: true)];

    /// <summary>The vertex as it is now; <see langword="null"/> if it is not at work and was not before.</summary>
    public ProgressEvent.Activity? Describe(bool isOver = false)
    {
        var (wasShown, isShown) = (_isShown, _isAtWork && !isOver);
        _isShown = isShown;
        if (!isShown)
            return wasShown ? new ProgressEvent.Activity(digest, _title) { IsOver = true } : null;
        var sizes = _parts.Values.Where(part => part.Current > 0 || part.Total > 0).ToList();
        return new ProgressEvent.Activity(digest, _title)
        {
            CurrentBytes = sizes.Count == 0 ? null : sizes.Sum(part => (decimal)part.Current).Saturate(),
            TotalBytes = sizes.Count == 0 || sizes.Exists(part => part.Total <= 0)
                ? null
                : sizes.Sum(part => (decimal)part.Total).Saturate(),
            LastLine = _lastLine,
        };
    }

    IEnumerable<ProgressEvent> Told(IReadOnlyList<string> lines, bool isError)
    {
        foreach (var line in lines)
            Recent.Add(line);
        if (lines.LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } last)
            _lastLine = last;
        return lines.Select(line => new ProgressEvent.Output(line, isError) { Step = Step });
    }
}

/// <summary>Sums of numbers that a peer makes up.</summary>
static class Sums
{
    public static long Saturate(this decimal value) => (long)Math.Clamp(value, 0, long.MaxValue);
}
