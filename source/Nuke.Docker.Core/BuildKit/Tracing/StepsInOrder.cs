using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>Shows steps that run side by side one after another, for logs: no line of one stands between lines of
/// another.</summary>
/// <remarks>
/// One step is shown as it happens. What the others do meanwhile is kept until that one is done; then the one that
/// began next has its turn, first with what was kept. What belongs to no step is shown at once.
/// </remarks>
sealed class StepsInOrder(IProgressReporter reporter) : IProgressReporter
{
    readonly List<(BuildStep Step, List<ProgressEvent> Kept)> _waiting = [];
    BuildStep? _shown;

    public void Report(ProgressEvent progressEvent)
    {
        var step = StepOf(progressEvent);
        if (step is null || step == _shown)
            Show(progressEvent);
        else if (_waiting.Find(waiting => waiting.Step == step) is { Kept: { } kept })
            kept.Add(progressEvent);
        else if (_shown is null || progressEvent is not ProgressEvent.StepStarted)
            Begin(progressEvent, step);
        else
            _waiting.Add((step, [progressEvent]));
    }

    /// <summary>Shows what is left when the build has ended, the step that failed last.</summary>
    /// <param name="failed">The step that failed; <see langword="null"/> if none did.</param>
    public void Complete(BuildStep? failed)
    {
        foreach (var (_, kept) in _waiting.OrderBy(waiting => waiting.Step == failed))
            foreach (var progressEvent in kept)
                reporter.Report(progressEvent);
        _waiting.Clear();
        _shown = null;
    }

    void Begin(ProgressEvent progressEvent, BuildStep step)
    {
        // A line that comes after the end of its step is no reason to keep the others waiting.
        if (progressEvent is ProgressEvent.StepStarted)
            _shown = step;
        reporter.Report(progressEvent);
    }

    void Show(ProgressEvent progressEvent)
    {
        reporter.Report(progressEvent);
        if (progressEvent is not ProgressEvent.StepCompleted)
            return;
        _shown = null;
        while (_shown is null && _waiting is [var (step, kept), ..])
        {
            _waiting.RemoveAt(0);
            foreach (var earlier in kept)
                reporter.Report(earlier);
            _shown = kept.Exists(earlier => earlier is ProgressEvent.StepCompleted) ? null : step;
        }
    }

    static BuildStep? StepOf(ProgressEvent progressEvent) => progressEvent switch
    {
        ProgressEvent.StepStarted started => started.Step,
        ProgressEvent.StepCompleted completed => completed.Completed.Step,
        ProgressEvent.Output output => output.Step,
        _ => null,
    };
}
