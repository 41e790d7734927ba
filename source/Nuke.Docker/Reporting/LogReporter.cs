using System.Globalization;
using Nuke.Docker.Progress;
using Nuke.Docker.Progress.Live;
using Serilog;

namespace Nuke.Docker.Reporting;

/// <summary>Shows the progress of one image as lines of the log.</summary>
/// <remarks>
/// <code>
/// Context: 4 files, 1.21 kB
/// 3/5  COPY helloworld.go .   cached          a step that has ended
/// 4/5  RUN go build -o helloworld             one that has begun to write
///      │ go: downloading …                    what it writes
/// 4/5  RUN go build -o helloworld   2.9 s
/// </code>
/// On a terminal, what is at work has lines of its own below these.
/// </remarks>
sealed class LogReporter : IProgressReporter, IDisposable
{
    readonly string _prefix;
    readonly LiveDisplay? _live;
    readonly LayerProgress _layers = new(TimeProvider.System);
    readonly HashSet<string> _warnings = new(StringComparer.Ordinal);
    BuildStep? _announced;
    BuildStep? _last;
    BuildStep? _current;
    bool _isDescribed;

    /// <param name="live">Shows what is at work; <see langword="null"/> where there is no terminal.</param>
    /// <param name="image">The name that stands before each line; <see langword="null"/>: none.</param>
    public LogReporter(LiveDisplay? live, string? image)
    {
        _prefix = image is null ? "" : $"{image}  ";
        _live = live;
    }

    /// <summary>How many different warnings there were.</summary>
    public int Warnings => _warnings.Count;

    public void Report(ProgressEvent progressEvent)
    {
        switch (progressEvent)
        {
            case ProgressEvent.ContextListed context:
                Write($"Context: {context.Files} {(context.Files == 1 ? "file" : "files")}, {ByteSize.Format(context.Bytes)}");
                break;
            case ProgressEvent.LargeContext large:
                Warn(LargeContextText.From(large.Directories));
                break;
            case ProgressEvent.StepStarted started:
                (_announced, _current, _last) = (started.Step, started.Step, null);
                ShowCurrent();
                break;
            case ProgressEvent.StepCompleted { Completed: var completed }:
                (_announced, _current, _last) = (null, null, completed.Step);
                ShowCurrent();
                Write($"{Describe(completed.Step)}   {(completed.Cached ? "cached" : Seconds(completed.Duration))}");
                break;
            case ProgressEvent.Output output:
                Announce(output.Step ?? _announced);
                ShowCurrent(output.Line);
                Write($"     │ {output.Line}");
                break;
            case ProgressEvent.Activity activity:
                _isDescribed = true;
                _live?.Report(this, _prefix, activity);
                break;
            case ProgressEvent.Layer layer:
                Show(layer);
                break;
            case ProgressEvent.FilesSent sent:
                Write(Describe(sent));
                break;
            case ProgressEvent.ArtifactCopied artifact:
                Write($"Artifact: {artifact.Path}, {ByteSize.Format(artifact.Bytes)}{(artifact.Files == 1 ? "" : $", {artifact.Files} files")}, sha256:{artifact.Sha256}");
                break;
            case ProgressEvent.Notice notice:
                Write(notice.Text);
                break;
            case ProgressEvent.Warning warning:
                Warn(warning.Text);
                break;
        }
    }

    /// <summary>Nothing is at work any more; a step that failed is never said to be completed.</summary>
    public void Dispose() => _live?.End(this);

    void Announce(BuildStep? step)
    {
        if (step is not null && step != _last)
            Write(Describe(step));
        _last = step ?? _last;
        _announced = null;
    }

    /// <summary>The one step that is at work, for a builder that tells of nothing else.</summary>
    void ShowCurrent(string lastLine = "")
    {
        if (!_isDescribed)
            _live?.Report(this, _prefix, new ProgressEvent.Activity("", _current is null ? "" : Describe(_current))
            {
                IsOver = _current is null,
                LastLine = lastLine,
            });
    }

    void Show(ProgressEvent.Layer layer)
    {
        if (!layer.IsOfActivity)
            _live?.Report(this, _prefix, new ProgressEvent.Activity(layer.Id, $"{layer.Status} {layer.Id}")
            {
                CurrentBytes = layer.CurrentBytes,
                TotalBytes = layer.TotalBytes,
                IsOver = layer.TotalBytes is not > 0, // As in "Pull complete".
            });
        if (_layers.Describe(layer) is { } text)
            Write(text);
    }

    void Write(string line) => Log.Information("{Line:l}", _prefix + line);

    /// <summary>Each warning once: builds of several stages of one Dockerfile repeat them.</summary>
    void Warn(string line)
    {
        if (_warnings.Add(line))
            Log.Warning("{Line:l}", _prefix + line);
    }

    static string Describe(ProgressEvent.FilesSent sent) => string.Create(
        CultureInfo.InvariantCulture,
        $"Sent: {sent.Files} of {sent.TotalFiles} {(sent.TotalFiles == 1 ? "file" : "files")}, {ByteSize.Format(sent.Bytes)}");

    static string Describe(BuildStep step)
    {
        var instruction = step.Instruction.Length > 100 ? step.Instruction[..99] + "…" : step.Instruction;
        return $"{step.Number}/{step.Total}  {instruction}";
    }

    static string Seconds(TimeSpan duration) => duration.TotalSeconds < 0.05
        ? "0 s"
        : $"{duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
