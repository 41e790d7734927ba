using System.Globalization;
using Nuke.Common;
using Nuke.Docker.Progress;
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
/// On a terminal, the step at work has a line of its own below these.
/// </remarks>
sealed class LogReporter : IProgressReporter
{
    readonly string _prefix;
    readonly StatusLine? _status;
    readonly LayerProgress _layers = new(TimeProvider.System);
    BuildStep? _announced;
    BuildStep? _current;
    long _started;

    LogReporter(string? image, StatusLine? status)
    {
        _prefix = image is null ? "" : $"{image}  ";
        _status = status;
    }

    /// <param name="host">What the build runs on.</param>
    /// <param name="image">The name that stands before each line; <see langword="null"/>: none.</param>
    public static LogReporter For(Host host, string? image) =>
        new(image, StatusLine.Shared(host));

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
                _announced = _current = started.Step;
                _started = TimeProvider.System.GetTimestamp();
                ShowCurrent();
                break;
            case ProgressEvent.StepCompleted { Completed: var completed }:
                _announced = _current = null;
                Write($"{Describe(completed.Step)}   {(completed.Cached ? "cached" : Seconds(completed.Duration))}");
                break;
            case ProgressEvent.Output output:
                if (_announced is { } step)
                    Write(Describe(step));
                _announced = null;
                Write($"     │ {output.Line}");
                ShowCurrent();
                break;
            case ProgressEvent.Layer layer when _layers.Describe(layer) is { } text:
                Write(text);
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

    void ShowCurrent()
    {
        if (_current is not null)
            _status?.Show(_prefix + Describe(_current), _started);
    }

    void Write(string line)
    {
        _status?.Clear();
        Log.Information("{Line:l}", _prefix + line);
    }

    void Warn(string line)
    {
        _status?.Clear();
        Log.Warning("{Line:l}", _prefix + line);
    }

    static string Describe(BuildStep step)
    {
        var instruction = step.Instruction.Length > 100 ? step.Instruction[..99] + "…" : step.Instruction;
        return $"{step.Number}/{step.Total}  {instruction}";
    }

    static string Seconds(TimeSpan duration) => duration.TotalSeconds < 0.05
        ? "0 s"
        : $"{duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
