using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Takes known secrets out of everything that is reported.</summary>
/// <remarks>Output arrives in whole lines, so no chunk splits a value.</remarks>
sealed class RedactingReporter(IProgressReporter reporter, KnownSecrets secrets) : IProgressReporter
{
    public void Report(ProgressEvent progressEvent) =>
        reporter.Report(secrets.IsEmpty ? progressEvent : Redact(progressEvent));

    ProgressEvent Redact(ProgressEvent progressEvent) => progressEvent switch
    {
        ProgressEvent.Output output => output with
        {
            Line = secrets.Redact(output.Line),
            Step = output.Step is null ? null : Redact(output.Step),
        },
        ProgressEvent.StepStarted started => new ProgressEvent.StepStarted(Redact(started.Step)),
        ProgressEvent.StepCompleted { Completed: var completed } =>
            new ProgressEvent.StepCompleted(completed with { Step = Redact(completed.Step) }),
        ProgressEvent.Notice notice => new ProgressEvent.Notice(secrets.Redact(notice.Text)),
        ProgressEvent.Warning warning => new ProgressEvent.Warning(secrets.Redact(warning.Text)),
        ProgressEvent.ArtifactCopied artifact => artifact with { Path = secrets.Redact(artifact.Path) },
        ProgressEvent.Layer layer => layer with { Status = secrets.Redact(layer.Status) },
        ProgressEvent.LargeContext large => new ProgressEvent.LargeContext(
            [.. large.Directories.Select(directory => directory with { Path = secrets.Redact(directory.Path) })]),
        ProgressEvent.FilesSent sent => sent with { Directory = secrets.Redact(sent.Directory) },
        ProgressEvent.Activity activity => activity with
        {
            Title = secrets.Redact(activity.Title),
            LastLine = secrets.Redact(activity.LastLine),
        },
        ProgressEvent.ContextListed => progressEvent,
        _ => throw new NotSupportedException($"'{progressEvent.GetType()}' is not known to be free of secrets."),
    };

    BuildStep Redact(BuildStep step) => step with { Instruction = secrets.Redact(step.Instruction) };
}
