using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>Shows steps that run side by side one after another, for logs: no line of one stands between lines of
/// another.</summary>
/// <remarks>
/// One step is shown as it happens. What the others do meanwhile is kept until that one is done; then the one that
/// began next has its turn, first with what was kept. What belongs to no step is shown at once, unless it would stand
/// between two lines that a step has written.
/// </remarks>
sealed class StepsInOrder(IProgressReporter reporter) : IProgressReporter
{
    readonly List<(BuildStep Step, List<ProgressEvent> Kept)> _waiting = [];
    readonly List<ProgressEvent> _between = [];
    BuildStep? _shown;
    bool _hasWritten;

    public void Report(ProgressEvent progressEvent)
    {
        var step = StepOf(progressEvent);
        if (progressEvent is ProgressEvent.Activity)
            reporter.Report(progressEvent);
        else if (step is not null && step == _shown)
            Show(progressEvent);
        else if (step is not null && _waiting.Find(waiting => waiting.Step == step) is { Kept: { } kept })
            kept.Add(progressEvent);
        else if (progressEvent is ProgressEvent.StepStarted && _shown is not null)
            _waiting.Add((step!, [progressEvent]));
        else if (_shown is not null && _hasWritten)
            Hold(progressEvent);
        else
            Begin(progressEvent, step);
    }

    /// <summary>Shows what is left when the build has ended, the step that failed last.</summary>
    /// <param name="failed">The step that failed; <see langword="null"/> if none did.</param>
    public void Complete(BuildStep? failed)
    {
        ShowBetween();
        foreach (var (_, kept) in _waiting.OrderBy(waiting => waiting.Step == failed))
            foreach (var progressEvent in kept)
                reporter.Report(progressEvent);
        _waiting.Clear();
        _shown = null;
    }

    void Begin(ProgressEvent progressEvent, BuildStep? step)
    {
        // A line that comes after the end of its step is no reason to keep the others waiting.
        if (progressEvent is ProgressEvent.StepStarted)
            (_shown, _hasWritten) = (step, false);
        reporter.Report(progressEvent);
    }

    void Show(ProgressEvent progressEvent)
    {
        reporter.Report(progressEvent);
        _hasWritten = true;
        if (progressEvent is not ProgressEvent.StepCompleted)
            return;
        _shown = null;
        ShowBetween();
        while (_shown is null && _waiting is [var (step, kept), ..])
        {
            _waiting.RemoveAt(0);
            foreach (var earlier in kept)
                reporter.Report(earlier);
            _shown = kept.Exists(earlier => earlier is ProgressEvent.StepCompleted) ? null : step;
            _hasWritten = kept.Exists(earlier => earlier is ProgressEvent.Output);
        }
    }

    /// <summary>Of a layer only the latest state is of interest by then.</summary>
    void Hold(ProgressEvent progressEvent)
    {
        if (progressEvent is ProgressEvent.Layer layer)
            _between.RemoveAll(held => held is ProgressEvent.Layer same && same.Id == layer.Id
                && same.Status == layer.Status);
        _between.Add(progressEvent);
    }

    void ShowBetween()
    {
        foreach (var progressEvent in _between)
            reporter.Report(progressEvent);
        _between.Clear();
    }

    static BuildStep? StepOf(ProgressEvent progressEvent) => progressEvent switch
    {
        ProgressEvent.StepStarted started => started.Step,
        ProgressEvent.StepCompleted completed => completed.Completed.Step,
        ProgressEvent.Output output => output.Step,
        _ => null,
    };
}
