using System.Collections.Concurrent;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Engine.Tests.Patterns;

/// <summary>Keeps all events, and tells when one of them arrives.</summary>
sealed class RecordedEvents : IProgressReporter
{
    readonly ConcurrentQueue<ProgressEvent> _events = new();

    /// <summary>Called for every event, on the thread that reports it.</summary>
    public Action<ProgressEvent> OnEvent { get; set; } = _ => { };

    public IEnumerable<ProgressEvent> All => _events;

    public IReadOnlyList<string> Output => [.. _events.OfType<ProgressEvent.Output>().Select(output => output.Line)];

    public IReadOnlyList<CompletedStep> Steps =>
        [.. _events.OfType<ProgressEvent.StepCompleted>().Select(step => step.Completed)];

    /// <summary>Without the builder's, which is said once for each engine: to whichever test is the first.</summary>
    public IReadOnlyList<string> Notices =>
    [
        .. _events.OfType<ProgressEvent.Notice>().Select(notice => notice.Text)
            .Where(text => !text.StartsWith("Images are built with ", StringComparison.Ordinal)),
    ];

    public IReadOnlyList<string> Warnings =>
        [.. _events.OfType<ProgressEvent.Warning>().Select(warning => warning.Text)];

    public void Report(ProgressEvent progressEvent)
    {
        _events.Enqueue(progressEvent);
        OnEvent(progressEvent);
    }
}
