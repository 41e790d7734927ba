using System.Globalization;
using Nuke.Docker.Progress;
using Nuke.Docker.Progress.Live;

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
/// On a terminal, what is at work has lines of its own below these, at once. The lines of the log wait as long as a
/// step of another image has the floor: a step has it from the first line that it writes until it ends, or until
/// something else is told of its image.
/// </remarks>
sealed class LogReporter : IProgressReporter, IDisposable
{
    readonly string _prefix;
    readonly LiveDisplay? _live;
    readonly LogFloor.Speaker _speaker;
    readonly LayerProgress _layers = new(TimeProvider.System);
    readonly HashSet<string> _warnings = new(StringComparer.Ordinal);
    BuildStep? _current;
    BuildStep? _last;
    bool _isDescribed;

    /// <param name="live">Shows what is at work; <see langword="null"/> where there is no terminal.</param>
    /// <param name="speaker">Writes the lines; the reporter disposes it.</param>
    /// <param name="image">The name that stands before each line; <see langword="null"/>: none.</param>
    public LogReporter(LiveDisplay? live, LogFloor.Speaker speaker, string? image)
    {
        _prefix = image is null ? "" : $"{image}  ";
        _live = live;
        _speaker = speaker;
    }

    /// <summary>How many different warnings there were.</summary>
    public int Warnings => _warnings.Count;

    public void Report(ProgressEvent progressEvent)
    {
        switch (progressEvent)
        {
            case ProgressEvent.ContextListed context:
                Write(
                    $"Context: {context.Files} {(context.Files == 1 ? "file" : "files")}, "
                    + $"{ByteSize.Format(context.Bytes)}");
                break;
            case ProgressEvent.LargeContext large:
                Warn(LargeContextText.From(large.Directories));
                break;
            case ProgressEvent.StepStarted started:
                EndGroup();
                _current = started.Step;
                ShowCurrent();
                break;
            case ProgressEvent.StepCompleted { Completed: var completed }:
                (_current, _last) = (null, completed.Step);
                ShowCurrent();
                _speaker.Write(
                    Line(
                        $"{Describe(completed.Step)}   {(completed.Cached ? "cached" : Seconds(completed.Duration))}"));
                _speaker.End();
                break;
            case ProgressEvent.Output output:
                ShowCurrent(output.Line);
                Write(output);
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
                Write(
                    $"Artifact: {artifact.Path}, "
                    + $"{ByteSize.Format(artifact.Bytes)}{(artifact.Files == 1 ? "" : $", {artifact.Files} files")}, "
                    + $"sha256:{artifact.Sha256}");
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
    public void Dispose()
    {
        _live?.End(this);
        _speaker.Dispose();
    }

    /// <summary>What no step has written, such as a container's output, belongs to no group: nobody knows when it
    /// ends.</summary>
    void Write(ProgressEvent.Output output)
    {
        var line = Line($"     │ {output.Line}");
        var step = output.Step ?? _current;
        if (step is null || step == _last)
            _speaker.Write(line);
        else
            _speaker.Begin(Line(Describe(step)), line);
        _last = step ?? _last;
    }

    /// <summary>A step that writes after this is announced again.</summary>
    void EndGroup()
    {
        _speaker.End();
        _last = null;
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

    void Write(string line)
    {
        EndGroup();
        _speaker.Write(Line(line));
    }

    /// <summary>Each warning once: builds of several stages of one Dockerfile repeat them.</summary>
    void Warn(string line)
    {
        if (!_warnings.Add(line))
            return;
        EndGroup();
        _speaker.Write(Line(line) with { IsWarning = true });
    }

    LogLine Line(string text) => new(_prefix + text);

    static string Describe(ProgressEvent.FilesSent sent) => string.Create(
        CultureInfo.InvariantCulture,
        $"Sent: {sent.Files} of {sent.TotalFiles} {(sent.TotalFiles == 1 ? "file" : "files")}, "
        + $"{ByteSize.Format(sent.Bytes)}");

    static string Describe(BuildStep step)
    {
        var instruction = step.Instruction.Length > 100 ? step.Instruction[..99] + "…" : step.Instruction;
        return $"{step.Number}/{step.Total}  {instruction}";
    }

    static string Seconds(TimeSpan duration) => duration.TotalSeconds < 0.05
        ? "0 s"
        : $"{duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
